package cacheworker.core.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as the configuration file writes them: a whole number and a unit. */
public final class Durations {
    /** What {@code -1} means: no end. Every negative duration is this one. */
    public static final Duration NEVER = Duration.ofMillis(-1);

    /** The longest that is taken: a hundred years; nanoseconds of it can be added to a clock without overflow. */
    public static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Pattern DURATION = Pattern.compile("(-?\\d+)\\s*([a-z]*)");
    private static final Map<String, Long> MILLIS = Map.ofEntries(
            Map.entry("", 1L),
            Map.entry("ms", 1L),
            Map.entry("millisecond", 1L),
            Map.entry("s", 1_000L),
            Map.entry("sec", 1_000L),
            Map.entry("second", 1_000L),
            Map.entry("m", 60_000L),
            Map.entry("min", 60_000L),
            Map.entry("minute", 60_000L),
            Map.entry("h", 3_600_000L),
            Map.entry("hr", 3_600_000L),
            Map.entry("hour", 3_600_000L),
            Map.entry("d", 86_400_000L),
            Map.entry("day", 86_400_000L));

    private Durations() {}

    /**
     * Reads a duration, such as {@code 60s}, {@code 1min}, {@code 0sec}, {@code 48h} or {@code -1}.
     *
     * @param text digits and a unit; none means milliseconds
     * @return the duration; {@link #NEVER} for every negative one
     * @throws IllegalArgumentException when it is no duration, or longer than {@link #LONGEST}
     */
    public static Duration parse(String text) {
        Matcher matcher = DURATION.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no duration: " + text);
        }
        String unit = matcher.group(2);
        Long millis = MILLIS.get(unit);
        if (millis == null && unit.endsWith("s")) {
            millis = MILLIS.get(unit.substring(0, unit.length() - 1));
        }
        if (millis == null) {
            throw new IllegalArgumentException("no unit of time: " + unit);
        }
        long number = Long.parseLong(matcher.group(1));
        if (number < 0) {
            return NEVER;
        }
        if (number > LONGEST.toMillis() / millis) {
            throw new IllegalArgumentException("too long a duration: " + text);
        }
        return Duration.ofMillis(number * millis);
    }
}
