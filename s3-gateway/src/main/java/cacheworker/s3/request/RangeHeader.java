package cacheworker.s3.request;

import cacheworker.core.base.ByteRange;
import cacheworker.core.base.NonBlocking;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code Range} header asks of an object of a known length. As S3 does, one range of bytes is honoured; several
 * ranges, another unit and anything malformed are ignored, which RFC 9110 (section 14.2) allows.
 */
public sealed interface RangeHeader {
    /** The whole object: there is no header, or one to be ignored. */
    record Whole() implements RangeHeader {}

    /**
     * A part of the object, answered with 206.
     *
     * @param range the bytes asked for, cut at the end of the object; never empty
     */
    record Partial(ByteRange range) implements RangeHeader {}

    /**
     * Nothing of the object is in the range: 416.
     *
     * @param requested the header's value, for the error document
     */
    record Unsatisfiable(String requested) implements RangeHeader {}

    /** The one value of {@link Whole}. */
    Whole WHOLE = new Whole();

    /**
     * Applies the header to an object.
     *
     * @param header the value of {@code Range}, or null
     * @param length the object's length in bytes
     * @return what to answer
     */
    @NonBlocking
    static RangeHeader select(@Nullable String header, long length) {
        if (header == null) {
            return WHOLE;
        }
        String text = header.strip();
        int dash = text.indexOf('-');
        if (dash < 6 || !text.substring(0, 6).toLowerCase(Locale.ROOT).equals("bytes=")) {
            return WHOLE;
        }
        String first = text.substring(6, dash);
        String last = text.substring(dash + 1);
        if (first.isEmpty()) {
            return suffix(last, length, header);
        }
        OptionalLong from = position(first);
        OptionalLong to = last.isEmpty() ? OptionalLong.of(Long.MAX_VALUE) : position(last);
        if (from.isEmpty() || to.isEmpty() || to.getAsLong() < from.getAsLong()) {
            return WHOLE;
        }
        if (from.getAsLong() >= length) {
            return new Unsatisfiable(header);
        }
        long end = Math.min(to.getAsLong(), length - 1);
        return new Partial(new ByteRange(from.getAsLong(), end - from.getAsLong() + 1));
    }

    private static RangeHeader suffix(String count, long length, String header) {
        OptionalLong bytes = position(count);
        if (bytes.isEmpty()) {
            return WHOLE;
        }
        if (bytes.getAsLong() == 0 || length == 0) {
            return new Unsatisfiable(header);
        }
        long taken = Math.min(bytes.getAsLong(), length);
        return new Partial(new ByteRange(length - taken, taken));
    }

    /** A position; one above the largest long is as good as the largest long, since no object reaches it. */
    private static OptionalLong position(String digits) {
        OptionalLong value = DecimalLength.parse(digits);
        if (value.isPresent() || digits.isEmpty()) {
            return value;
        }
        boolean onlyDigits = digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return onlyDigits ? OptionalLong.of(Long.MAX_VALUE) : value;
    }
}
