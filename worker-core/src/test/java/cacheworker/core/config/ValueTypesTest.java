package cacheworker.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "4096, 4096",
        "17B, 17",
        "1KB, 1024",
        "1k, 1024",
        "2 KiB, 2048",
        "512mb, 536870912",
        "1MB, 1048576",
        "2GB, 2147483648",
        "1.5G, 1610612736",
        "3TB, 3298534883328",
        "1PB, 1125899906842624",
        "0.0001KB, 0"
    })
    void sizesCountIn1024s(String text, long bytes) {
        assertThat(ByteSizes.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1XB", "MB", "1,5MB", "1MBB", "0x10", "1e3", "9999999PB", "1 2"})
    void otherTextIsNoSize(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ByteSizes.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0B",
        "1023, 1023B",
        "1024, 1KB",
        "1536, 1536B",
        "67108864, 64MB",
        "1610612736, 1536MB",
        "15000, 14.6KB",
        "5000000000, 4.7GB"
    })
    void sizesAreShownInTheirLargestExactUnitOrRounded(long bytes, String text) {
        assertThat(ByteSizes.format(bytes)).isEqualTo(text);
    }

    @Test
    void exactSizesAreReadAsTheyAreWritten() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 1_000; i++) {
            long bytes = random.nextLong(1, 10_000) << (random.nextInt(0, 5) * 10);
            assertThat(ByteSizes.parse(ByteSizes.format(bytes)))
                    .as("seed " + seed)
                    .isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0sec, 0",
        "60s, 60000",
        "1min, 60000",
        "5 minutes, 300000",
        "48h, 172800000",
        "3day, 259200000",
        "100, 100",
        "15ms, 15",
        "2HOURS, 7200000"
    })
    void durationsHaveAUnitOrAreMilliseconds(String text, long millis) {
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-1s", "-5min"})
    void negativeDurationsAreNever(String text) {
        assertThat(Durations.parse(text)).isSameAs(Durations.NEVER);
        assertThat(ValueType.durationOrNever().parser().apply(text)).isSameAs(Durations.NEVER);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueType.duration().parser().apply(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "1.5h", "1fortnight", "9999999999999999d", "99999999999999999999", "1mins5"})
    void otherTextIsNoDuration(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Durations.parse(text));
    }

    @Test
    void choicesTakeAnyCaseInAnyLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(NetworkKeys.CHANNEL.parse("nio")).isEqualTo(NetworkKeys.Channel.NIO);
            assertThat(ConfigSource.variable("alluxio.mount.table.static.conf.file"))
                    .isEqualTo("ALLUXIO_MOUNT_TABLE_STATIC_CONF_FILE");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void listsTakeBlanksAroundElementsButNoEmptyOnes() {
        assertThat(PageStoreKeys.DIRS.parse("/a, /b/../c")).isEqualTo(List.of(Path.of("/a"), Path.of("/c")));
        assertThatIllegalArgumentException().isThrownBy(() -> PageStoreKeys.DIRS.parse("/a,,/b"));
    }

    @Test
    void messageNamesKeyValueAndExpectedForm() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Keys.REST_PORT.parse("70000"))
                .withMessage("alluxio.worker.rest.port = '70000': expected a port, 0 to 65535");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Keys.WRITE_TYPE.parse("MUST_CACHE"))
                .withMessage("alluxio.proxy.s3.writetype = 'MUST_CACHE': expected one of CACHE_THROUGH, THROUGH");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S3Keys.API_ENABLED.parse("yes"))
                .withMessage("alluxio.worker.s3.api.enabled = 'yes': expected true or false");
    }
}
