package cacheworker.s3.request;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.base.ByteRange;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeHeaderTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-8, 0, 9",
        "bytes=1-1, 1, 1",
        "bytes=1-, 1, 9",
        "bytes=-2, 8, 2",
        "bytes=0-0, 0, 1",
        "bytes=0-9, 0, 10",
        "bytes=0-100, 0, 10",
        "bytes=-15, 0, 10",
        "bytes=9-, 9, 1",
        "Bytes=0-1, 0, 2",
        "bytes=3-18446744073709551615, 3, 7",
        "bytes=-18446744073709551615, 0, 10",
        "bytes=0-9223372036854775807, 0, 10",
    })
    void oneRangeOfTenBytesIsHonouredAndCutAtTheEnd(String header, long offset, long length) {
        assertThat(RangeHeader.select(header, 10)).isEqualTo(new RangeHeader.Partial(new ByteRange(offset, length)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=1-0",
                "bytes=-1-",
                "bytes=0--1",
                "bytes=-",
                "bytes=0-1,3-4",
                "bytes=",
                "bytes",
                "bytes=a-b",
                "bytes=0-b",
                "bytes=0x0-1",
                "bytes=--1",
                "bytes=+1-2",
                "bytes=1 - 2",
                "octets=0-1",
                "0-1",
                "",
                "garbage-with-dash",
            })
    void rangeThatIsMalformedOrNotOneIsIgnored(String header) {
        assertThat(RangeHeader.select(header, 10)).isEqualTo(RangeHeader.WHOLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=-0", "bytes=100-200", "bytes=10-", "bytes=10-10", "bytes=99999999999999999999-"})
    void rangeBeyondTheEndIsUnsatisfiable(String header) {
        assertThat(RangeHeader.select(header, 10)).isEqualTo(new RangeHeader.Unsatisfiable(header));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-8388607", "bytes=0-", "bytes=-5", "bytes=0-0"})
    void noRangeOfAnEmptyObjectCanBeSatisfied(String header) {
        assertThat(RangeHeader.select(header, 0)).isInstanceOf(RangeHeader.Unsatisfiable.class);
    }

    @Test
    void noHeaderMeansTheWholeObject() {
        assertThat(RangeHeader.select(null, 10)).isEqualTo(RangeHeader.WHOLE);
    }

    @Test
    void everyRangeGivesTheBytesThatTheRuleSays() {
        long seed = 42;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 100_000; round++) {
            long length = random.nextInt(3) == 0 ? random.nextLong(1L << 62) : random.nextLong(20);
            long first = random.nextInt(3) == 0 ? random.nextLong(Long.MAX_VALUE) : random.nextLong(25);
            long last = random.nextInt(3) == 0 ? random.nextLong(Long.MAX_VALUE) : random.nextLong(25);
            RangeHeader range = RangeHeader.select("bytes=" + first + "-" + last, length);
            RangeHeader expected;
            if (last < first) {
                expected = RangeHeader.WHOLE;
            } else if (first >= length) {
                expected = new RangeHeader.Unsatisfiable("bytes=" + first + "-" + last);
            } else {
                expected = new RangeHeader.Partial(new ByteRange(first, Math.min(last, length - 1) - first + 1));
            }
            assertThat(range).as("seed %d round %d", seed, round).isEqualTo(expected);
        }
    }
}
