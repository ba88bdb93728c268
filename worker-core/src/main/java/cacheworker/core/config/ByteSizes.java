package cacheworker.core.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as the configuration file writes them: a number and a unit, each unit 1024 of the one before. */
public final class ByteSizes {
    private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(?:([kmgtp])(?:i?b)?|b)?");
    private static final String PREFIXES = "kmgtp";
    private static final int STEP_BITS = 10;
    private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB", "PB");

    private ByteSizes() {}

    /**
     * Reads a size, such as {@code 1MB}, {@code 512mb}, {@code 2G} or {@code 4096}.
     *
     * @param text digits, perhaps with a fraction, and a unit; none means bytes
     * @return bytes, 0 or more; a fraction of a byte is dropped
     * @throws IllegalArgumentException when it is no size, or more than a long holds
     */
    public static long parse(String text) {
        Matcher matcher = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no size: " + text);
        }
        String prefix = matcher.group(2);
        int shift = prefix == null ? 0 : (PREFIXES.indexOf(prefix) + 1) * STEP_BITS;
        BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(1L << shift));
        if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("too large a size: " + text);
        }
        return bytes.longValue();
    }

    /**
     * Writes a size for people.
     *
     * @param bytes 0 or more
     * @return the number in the largest unit that leaves it exact, such as {@code 64MB}, or with one decimal where none
     *     does and it is large, such as {@code 1.5GB}
     */
    public static String format(long bytes) {
        long number = bytes;
        int unit = 0;
        while (number >= 1024 && unit < UNITS.size() - 1 && number % 1024 == 0) {
            number /= 1024;
            unit++;
        }
        if (number < 10_000) {
            return number + UNITS.get(unit);
        }
        double rounded = number;
        while (rounded >= 1024 && unit < UNITS.size() - 1) {
            rounded /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f%s", rounded, UNITS.get(unit));
    }
}
