package cacheworker.s3.request;

import java.util.OptionalLong;

/** A length as headers carry it: digits and nothing else, no sign, no blanks. */
public final class DecimalLength {
    private DecimalLength() {}

    /**
     * Reads a length.
     *
     * @param text what the header says
     * @return 0 to {@link Long#MAX_VALUE}, or empty when it is anything else
     */
    public static OptionalLong parse(String text) {
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                return OptionalLong.empty();
            }
            value = value * 10 + digit;
        }
        return OptionalLong.of(value);
    }
}
