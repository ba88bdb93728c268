package cacheworker.core.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the text of a setting becomes a value.
 *
 * @param <T> the value
 * @param expected the form and the range that are accepted, as a message ends: "expected " and this
 * @param secret whether the text may never be shown
 * @param parser text without blanks around it, never empty, to value; throws IllegalArgumentException for any other
 *     form
 */
public record ValueType<T>(String expected, boolean secret, Function<String, T> parser) {
    private static final int LARGEST_PORT = 65_535;

    /** Any text. */
    static ValueType<String> text() {
        return new ValueType<>("a text", false, Function.identity());
    }

    /** Text that is never shown. */
    static ValueType<String> secretText() {
        return new ValueType<>("a text", true, Function.identity());
    }

    /** {@code true} or {@code false}. */
    static ValueType<Boolean> bool() {
        return new ValueType<>("true or false", false, text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        });
    }

    /** A whole number of a range, both ends included. */
    static ValueType<Integer> integer(int least, int most) {
        String range = most == Integer.MAX_VALUE ? least + " or more" : least + " to " + most;
        return new ValueType<>("a whole number, " + range, false, text -> {
            int number = Integer.parseInt(text);
            require(number >= least && number <= most, text);
            return number;
        });
    }

    /** A TCP port; 0 for any that is free. */
    static ValueType<Integer> port() {
        return new ValueType<>(
                "a port, 0 to " + LARGEST_PORT, false, integer(0, LARGEST_PORT).parser());
    }

    /** Bytes of a range, both ends included. */
    static ValueType<Long> size(long least, long most) {
        String range = most == Long.MAX_VALUE
                ? ByteSizes.format(least) + " or more"
                : ByteSizes.format(least) + " to " + ByteSizes.format(most);
        return new ValueType<>("a size such as 512KB or 1MB, " + range, false, text -> {
            long bytes = ByteSizes.parse(text);
            require(bytes >= least && bytes <= most, text);
            return bytes;
        });
    }

    /** Zero or longer. */
    static ValueType<Duration> duration() {
        return new ValueType<>("a duration such as 60s, 5min or 48h, 36500d at most", false, text -> {
            Duration duration = Durations.parse(text);
            require(!duration.isNegative(), text);
            return duration;
        });
    }

    /** Longer than zero. */
    static ValueType<Duration> positiveDuration() {
        return new ValueType<>("a duration above zero such as 60s, 5min or 48h, 36500d at most", false, text -> {
            Duration duration = Durations.parse(text);
            require(!duration.isNegative() && !duration.isZero(), text);
            return duration;
        });
    }

    /** Zero or longer, or {@link Durations#NEVER}. */
    static ValueType<Duration> durationOrNever() {
        return new ValueType<>("a duration such as 60s, 5min or 48h, 36500d at most, or -1", false, Durations::parse);
    }

    /** One of the names of an enum, in any case of letters. */
    static <E extends Enum<E>> ValueType<E> choice(Class<E> type) {
        String names = Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
        return new ValueType<>(
                type.getEnumConstants().length == 1 ? names : "one of " + names,
                false,
                text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
    }

    /** A file or directory; a relative one is taken from the working directory. */
    static ValueType<Path> path() {
        return new ValueType<>(
                "a path", false, text -> Path.of(text).toAbsolutePath().normalize());
    }

    /** One or more values with commas between them. */
    static <T> ValueType<List<T>> listOf(ValueType<T> element) {
        return new ValueType<>(
                "one or more with commas between them, each " + element.expected(),
                element.secret(),
                text -> Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(part -> {
                            require(!part.isEmpty(), text);
                            return element.parser().apply(part);
                        })
                        .toList());
    }

    private static void require(boolean accepted, String text) {
        if (!accepted) {
            throw new IllegalArgumentException(text);
        }
    }
}
