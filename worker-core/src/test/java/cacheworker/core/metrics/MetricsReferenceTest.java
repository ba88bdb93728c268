package cacheworker.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MetricsReferenceTest {
    @Test
    void thePageSaysWhatTheCatalogueSays() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "metrics.md")))
                .as("docs/metrics.md is out of date: run bin/docs")
                .isEqualTo(MetricsReference.page());
    }

    @Test
    void namesFollowTheRulesOfPrometheus() {
        for (WorkerMeter meter : WorkerMeter.values()) {
            assertThat(meter.exposedName()).matches("(alluxio|cacheworker)_[a-z0-9_]+");
            assertThat(meter.exposedName().endsWith("_total"))
                    .as(meter.exposedName())
                    .isEqualTo(meter.kind() == MeterKind.COUNTER);
            if (meter.registeredUnit() != null) {
                assertThat(meter.registeredName()).endsWith("_" + meter.registeredUnit());
            }
            assertThat(meter.description()).endsWith(".").doesNotContain("|", "\n");
        }
    }
}
