package cacheworker.s3.request;

import cacheworker.core.base.NonBlocking;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates of HTTP headers (RFC 9110, section 5.6.7): written as IMF-fixdate, read in all three forms. */
@NonBlocking
public final class HttpDate {
    private static final String[] DAYS = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final String TIME = "(\\d{2}):(\\d{2}):(\\d{2})";
    private static final Pattern IMF =
            Pattern.compile("[A-Za-z]{3}, (\\d{2}) ([A-Za-z]{3}) (\\d{4}) " + TIME + " (?:GMT|UTC)");
    private static final Pattern RFC850 =
            Pattern.compile("[A-Za-z]{6,9}, (\\d{2})-([A-Za-z]{3})-(\\d{2}) " + TIME + " GMT");
    private static final Pattern ASCTIME =
            Pattern.compile("[A-Za-z]{3} ([A-Za-z]{3}) ([ \\d]\\d) " + TIME + " (\\d{4})");
    private static final int LONGEST = 40;

    /** Written without a lock: a record is safe to see whenever it is seen, and a lost one is only made again. */
    private static final @Nullable Cached[] CACHE = new Cached[256];

    private record Cached(long second, String text) {}

    private HttpDate() {}

    /**
     * Writes a date as {@code Sun, 06 Nov 1994 08:49:37 GMT}. Recent results are remembered, so that the {@code Date}
     * of the answers within a second is made once.
     *
     * @param epochMillis milliseconds since the epoch, years 0 to 9999
     * @return 29 characters
     */
    public static String format(long epochMillis) {
        long second = Math.floorDiv(epochMillis, 1000L);
        int slot = (int) (second & (CACHE.length - 1));
        Cached cached = CACHE[slot];
        if (cached == null || cached.second() != second) {
            cached = new Cached(second, made(second));
            CACHE[slot] = cached;
        }
        return cached.text();
    }

    /**
     * Reads a date.
     *
     * @param text a header's value
     * @return milliseconds since the epoch, or empty when it is none of the three forms
     */
    public static OptionalLong parse(String text) {
        if (text.length() > LONGEST) {
            return OptionalLong.empty();
        }
        Matcher imf = IMF.matcher(text);
        if (imf.matches()) {
            return at(imf.group(3), imf.group(2), imf.group(1), imf, 4);
        }
        Matcher rfc850 = RFC850.matcher(text);
        if (rfc850.matches()) {
            // A two-digit year means 1970 to 2069: the epoch is the oldest date a file can sensibly have.
            String century = rfc850.group(3).compareTo("70") < 0 ? "20" : "19";
            return at(century + rfc850.group(3), rfc850.group(2), rfc850.group(1), rfc850, 4);
        }
        Matcher asctime = ASCTIME.matcher(text);
        if (asctime.matches()) {
            return at(asctime.group(6), asctime.group(1), asctime.group(2).strip(), asctime, 3);
        }
        return OptionalLong.empty();
    }

    private static OptionalLong at(String year, String month, String day, Matcher time, int hour) {
        int index = MONTHS.toLowerCase(Locale.ROOT).indexOf(month.toLowerCase(Locale.ROOT));
        if (index < 0 || index % 3 != 0) {
            return OptionalLong.empty();
        }
        try {
            // A leap second is the second before it: no clock here knows of them.
            int second = Math.min(59, Integer.parseInt(time.group(hour + 2)));
            LocalDateTime date = LocalDateTime.of(
                    Integer.parseInt(year),
                    index / 3 + 1,
                    Integer.parseInt(day),
                    Integer.parseInt(time.group(hour)),
                    Integer.parseInt(time.group(hour + 1)),
                    second);
            return OptionalLong.of(date.toEpochSecond(ZoneOffset.UTC) * 1000);
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private static String made(long second) {
        LocalDateTime date = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(29);
        text.append(DAYS[(int) Math.floorMod(Math.floorDiv(second, 86_400L), 7L)])
                .append(", ");
        two(text, date.getDayOfMonth()).append(' ');
        int month = 3 * (date.getMonthValue() - 1);
        text.append(MONTHS, month, month + 3).append(' ');
        two(two(text, date.getYear() / 100), date.getYear() % 100).append(' ');
        two(text, date.getHour()).append(':');
        two(text, date.getMinute()).append(':');
        return two(text, date.getSecond()).append(" GMT").toString();
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
