package cacheworker.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WorkerMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final WorkerMetrics metrics = new WorkerMetrics(registry);

    private double counter(WorkerMeter meter, String... tags) {
        return registry.get(meter.registeredName()).tags(tags).counter().count();
    }

    @Test
    void requestsAreCountedByOperationAndClassOfStatus() {
        metrics.s3Request("GetObject", 200, 3_000_000, true);
        metrics.s3Request("GetObject", 206, 5_000_000, false);
        metrics.s3Request("GetObject", 404, 1_000_000, true);
        metrics.s3Request("HeadObject", 0, 0, false);
        assertThat(counter(WorkerMeter.S3_REQUESTS, "op", "GetObject", "status", "2xx"))
                .isEqualTo(2);
        assertThat(counter(WorkerMeter.S3_REQUESTS, "op", "GetObject", "status", "4xx"))
                .isEqualTo(1);
        assertThat(counter(WorkerMeter.S3_REQUESTS, "op", "GetObject", "status", "5xx"))
                .isZero();
        assertThat(counter(WorkerMeter.S3_ABORTED, "op", "GetObject")).isEqualTo(1);
        assertThat(registry.get(WorkerMeter.S3_REQUEST_TIME.registeredName())
                        .tag("op", "GetObject")
                        .timer()
                        .count())
                .isEqualTo(3);
    }

    @Test
    void bytesAreCountedByDirection() {
        metrics.ufsAccess(WorkerMetrics.Method.READ, 5L << 32);
        metrics.ufsAccess(WorkerMetrics.Method.WRITE, 7);
        metrics.cachedRead(11);
        metrics.dataAccess(WorkerMetrics.Method.READ, 17);
        assertThat(counter(WorkerMeter.UFS_ACCESS, "method", "read")).isEqualTo(5L << 32);
        assertThat(counter(WorkerMeter.UFS_ACCESS, "method", "write")).isEqualTo(7);
        assertThat(counter(WorkerMeter.CACHED_READ)).isEqualTo(11);
        assertThat(registry.get(WorkerMeter.DATA_ACCESS.registeredName())
                        .tag("method", "read")
                        .summary()
                        .totalAmount())
                .isEqualTo(17);
    }

    @Test
    void eventsAreCountedByLabel() {
        metrics.cacheRead("hit");
        metrics.cacheRead("hit");
        metrics.cacheRead("partial");
        metrics.ufsError("DENIED");
        metrics.metaOperation("ListObjectsV2");
        assertThat(counter(WorkerMeter.CACHE_READS, "outcome", "hit")).isEqualTo(2);
        assertThat(counter(WorkerMeter.CACHE_READS, "outcome", "partial")).isEqualTo(1);
        assertThat(counter(WorkerMeter.UFS_ERRORS, "kind", "DENIED")).isEqualTo(1);
        assertThat(counter(WorkerMeter.META_OPERATIONS, "op", "ListObjectsV2")).isEqualTo(1);
    }

    @Test
    void gaugesAndForeignCountersTellTheValueOfNow() {
        AtomicLong value = new AtomicLong(1);
        assertThat(metrics.unbound()).contains(WorkerMeter.CACHE_USED, WorkerMeter.SKIPPED_NAMES);
        metrics.gauge(WorkerMeter.CACHE_USED, value::get);
        metrics.counter(WorkerMeter.SKIPPED_NAMES, value::get);
        value.set(42);
        assertThat(registry.get(WorkerMeter.CACHE_USED.registeredName()).gauge().value())
                .isEqualTo(42);
        assertThat(registry.get(WorkerMeter.SKIPPED_NAMES.registeredName())
                        .functionCounter()
                        .count())
                .isEqualTo(42);
        assertThat(metrics.unbound()).doesNotContain(WorkerMeter.CACHE_USED, WorkerMeter.SKIPPED_NAMES);
    }

    @Test
    void labelsAndKindsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> metrics.gauge(WorkerMeter.BUFFERS, () -> 1))
                .withMessageContaining("[buffer]");
        assertThatIllegalArgumentException().isThrownBy(() -> metrics.gauge(WorkerMeter.EVICTED, () -> 1));
        assertThatIllegalArgumentException().isThrownBy(() -> metrics.counter(WorkerMeter.BUFFERS, () -> 1));
    }

    @Test
    void theJvmHasMetersOfItsOwn() {
        try (JvmMetrics jvm = new JvmMetrics(registry)) {
            assertThat(jvm).isNotNull();
            assertThat(registry.get("jvm.memory.used").gauges()).isNotEmpty();
            assertThat(registry.get("process.uptime").timeGauge().value()).isPositive();
        }
    }
}
