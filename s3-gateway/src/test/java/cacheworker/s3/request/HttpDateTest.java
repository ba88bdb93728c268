package cacheworker.s3.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
    private static final DateTimeFormatter REFERENCE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    @Test
    void writesWhatTheJdkWritesAndReadsItBack() {
        long seed = 1;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 20_000; round++) {
            long millis = random.nextLong(-60_000_000_000_000L, 250_000_000_000_000L);
            String text = HttpDate.format(millis);
            assertThat(text)
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(REFERENCE.format(Instant.ofEpochMilli(millis)));
            assertThat(HttpDate.parse(text)).hasValue(Math.floorDiv(millis, 1000L) * 1000);
        }
    }

    @Test
    void theSameSecondIsTheSameString() {
        assertThat(HttpDate.format(784_111_777_999L))
                .isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT")
                .isSameAs(HttpDate.format(784_111_777_000L));
    }

    @Test
    void twoDigitYearsReachFrom1970To2069() {
        assertThat(HttpDate.parse("Thursday, 01-Jan-70 00:00:00 GMT")).hasValue(0);
        assertThat(HttpDate.parse("Tuesday, 01-Jan-69 00:00:00 GMT"))
                .hasValue(Instant.parse("2069-01-01T00:00:00Z").toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "Sun, 06 Nov 1994 08:49:37 CET",
                "Sun, 32 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nxv 1994 08:49:37 GMT",
                "Sun, 06 anF 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 25:49:37 GMT",
                "2013-05-24T00:00:00Z",
                "Sun, 06 Nov 1994 08:49:37 GMT and much more text that nobody needs to read at all",
            })
    void anythingElseIsNoDate(String text) {
        assertThat(HttpDate.parse(text)).isEmpty();
    }
}
