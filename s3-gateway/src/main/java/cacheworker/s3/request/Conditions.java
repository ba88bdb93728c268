package cacheworker.s3.request;

import cacheworker.core.base.NonBlocking;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a GET or HEAD, or of the source of a copy, as RFC 9110 (section 13.2.2) orders them: {@code
 * If-Match} silences {@code If-Unmodified-Since}, {@code If-None-Match} silences {@code If-Modified-Since}. Dates that
 * cannot be read are ignored.
 */
@NonBlocking
public final class Conditions {
    private static final String COPY_SOURCE = "x-amz-copy-source-";
    private static final Verdict PROCEED = new Verdict.Proceed();

    private final HeaderView headers;
    private final String prefix;

    /** What the conditions say of an object. */
    public sealed interface Verdict {
        /** Go on. */
        record Proceed() implements Verdict {}

        /** Answer 304, with ETag and Last-Modified. */
        record NotModified() implements Verdict {}

        /**
         * Answer 412.
         *
         * @param condition the header that failed, as the element {@code Condition} names it
         */
        record Failed(String condition) implements Verdict {}
    }

    private Conditions(HeaderView headers, String prefix) {
        this.headers = headers;
        this.prefix = prefix;
    }

    /**
     * The conditions of a GET or HEAD.
     *
     * @param headers the request's headers
     * @return its conditions
     */
    public static Conditions ofRead(HeaderView headers) {
        return new Conditions(headers, "");
    }

    /**
     * The {@code x-amz-copy-source-if-*} conditions of a copy. Each that does not hold is a {@link Verdict.Failed}.
     *
     * @param headers the request's headers
     * @return the conditions on its source
     */
    public static Conditions ofCopySource(HeaderView headers) {
        return new Conditions(headers, COPY_SOURCE);
    }

    /**
     * Compares the conditions with an object that exists.
     *
     * @param etag its ETag, without quotes
     * @param lastModifiedMillis its last change, in milliseconds since the epoch; compared by the second
     * @param nowMillis the time now: an {@code If-Modified-Since} in the future is ignored
     * @return what to do
     */
    public Verdict check(String etag, long lastModifiedMillis, long nowMillis) {
        long modified = Math.floorDiv(lastModifiedMillis, 1000L);
        String match = joined("If-Match");
        if (match != null) {
            if (!EntityTags.contains(match, etag)) {
                return new Verdict.Failed(prefix + "If-Match");
            }
        } else {
            OptionalLong unmodifiedSince = seconds("If-Unmodified-Since");
            if (unmodifiedSince.isPresent() && modified > unmodifiedSince.getAsLong()) {
                return new Verdict.Failed(prefix + "If-Unmodified-Since");
            }
        }
        String noneMatch = joined("If-None-Match");
        if (noneMatch != null) {
            return EntityTags.contains(noneMatch, etag) ? notModified("If-None-Match") : PROCEED;
        }
        OptionalLong modifiedSince = seconds("If-Modified-Since");
        boolean unchanged = modifiedSince.isPresent()
                && modified <= modifiedSince.getAsLong()
                && modifiedSince.getAsLong() <= Math.floorDiv(nowMillis, 1000L);
        return unchanged ? notModified("If-Modified-Since") : PROCEED;
    }

    /**
     * Whether the {@code Range} of the request still holds for the object: always without {@code If-Range}, else when
     * that names exactly this version (RFC 9110, section 13.1.5). If not, the whole object is to be sent.
     *
     * @param etag the object's ETag, without quotes
     * @param lastModifiedMillis its last change, in milliseconds since the epoch
     * @return false when {@code Range} must be ignored
     */
    public boolean allowRange(String etag, long lastModifiedMillis) {
        String value = headers.get("If-Range");
        if (value == null) {
            return true;
        }
        String text = value.strip();
        OptionalLong date = HttpDate.parse(text);
        if (date.isPresent()) {
            return date.getAsLong() == Math.floorDiv(lastModifiedMillis, 1000L) * 1000;
        }
        // A weak tag does not say that the bytes are the same.
        return !text.startsWith("W/") && EntityTags.names(text, etag);
    }

    private Verdict notModified(String condition) {
        return prefix.isEmpty() ? new Verdict.NotModified() : new Verdict.Failed(prefix + condition);
    }

    private @Nullable String joined(String name) {
        return header(name) == null ? null : String.join(",", headers.all(prefix + name));
    }

    private @Nullable String header(String name) {
        return headers.get(prefix.isEmpty() ? name : prefix + name);
    }

    private OptionalLong seconds(String name) {
        String value = header(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        OptionalLong millis = HttpDate.parse(value.strip());
        return millis.isPresent() ? OptionalLong.of(millis.getAsLong() / 1000) : millis;
    }
}
