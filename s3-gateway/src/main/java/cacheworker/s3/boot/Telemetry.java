package cacheworker.s3.boot;

import cacheworker.core.base.NonBlocking;
import cacheworker.core.meta.ObjectCatalog;
import cacheworker.core.metrics.JvmMetrics;
import cacheworker.core.metrics.WorkerMeter;
import cacheworker.core.metrics.WorkerMetrics;
import cacheworker.core.metrics.WorkerMetrics.Method;
import cacheworker.core.mount.Namespace;
import cacheworker.core.page.PageStore;
import cacheworker.core.read.ObjectReader;
import cacheworker.core.read.ReadMeters;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.write.ObjectWriter;
import cacheworker.core.write.WriteMeters;
import cacheworker.s3.dispatch.CompletedRequest;
import cacheworker.s3.dispatch.RequestExecutor;
import cacheworker.s3.dispatch.RequestObserver;
import cacheworker.s3.http.S3Server;
import cacheworker.s3.op.S3Op;
import cacheworker.s3.request.HeaderView;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.LongAdder;

/** Binds what the parts of a worker count, or can tell when asked, to the meters of the catalogue. */
final class Telemetry implements AutoCloseable {
    private static final String OTHER = "Other";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmMetrics jvm = new JvmMetrics(registry);
    private final WorkerMetrics metrics = new WorkerMetrics(registry);

    /** The meters as Prometheus text. */
    String scrape() {
        return registry.scrape();
    }

    WorkerMetrics metrics() {
        return metrics;
    }

    void watch(PageStore store, ObjectCatalog catalog, Namespace namespace) {
        metrics.gauge(WorkerMeter.CACHE_USED, () -> store.stats().bytes());
        metrics.gauge(WorkerMeter.CACHE_CAPACITY, () -> store.stats().capacityBytes());
        metrics.gauge(WorkerMeter.SICK_DIRECTORIES, () -> store.stats().sickDirectories());
        metrics.counter(WorkerMeter.EVICTED, () -> store.stats().evictedBytes());
        metrics.counter(WorkerMeter.BAD_PAGES, () -> store.stats().badPages());
        metrics.counter(WorkerMeter.SCRUBBED, () -> store.stats().scrubbedBytes());
        metrics.counter(WorkerMeter.CACHE_BYPASSED, () -> store.stats().refusedPages());
        metrics.counter(WorkerMeter.PAGES_REWRITTEN, () -> store.stats().survivedPages());
        metrics.counter(WorkerMeter.GHOST_HITS, () -> store.stats().returnedPages());
        metrics.counter(WorkerMeter.PAGES_NOT_ADMITTED, () -> store.stats().notAdmittedPages());
        metrics.counter(WorkerMeter.STALE_SERVED, catalog::staleServed);
        metrics.counter(
                WorkerMeter.SKIPPED_NAMES,
                () -> namespace.mounts().stream()
                        .mapToLong(mount -> mount.ufs().skippedNames())
                        .sum());
        metrics.gauge(WorkerMeter.DIRECT_MEMORY, Telemetry::directMemory);
        metrics.gauge(WorkerMeter.DIRECT_MEMORY_LIMIT, PlatformDependent::maxDirectMemory);
    }

    /** The JDK's direct buffers, and those that Netty takes past it. */
    private static double directMemory() {
        long jdk = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return jdk + Math.max(0, PlatformDependent.usedDirectMemory());
    }

    void watch(ObjectReader reader, ObjectWriter writer) {
        metrics.gauge(WorkerMeter.BUFFERS, reader::fillBytes, "fill");
        metrics.gauge(WorkerMeter.BUFFERS, reader::passBytes, "pass");
        metrics.gauge(WorkerMeter.BUFFERS, writer::bufferBytes, "write");
        metrics.counter(WorkerMeter.HEDGED_READS, reader::hedgedReads);
    }

    void watch(S3Server server, RequestExecutor executor) {
        metrics.gauge(WorkerMeter.S3_CONNECTIONS, server::connections);
        metrics.gauge(WorkerMeter.S3_WAITING, executor::tasks);
    }

    ReadMeters readMeters() {
        return new ReadMeters() {
            @Override
            public void ufsRead(int bytes) {
                metrics.ufsAccess(Method.READ, bytes);
            }

            @Override
            public void sent(int bytes, boolean fromCache) {
                if (fromCache) {
                    metrics.cachedRead(bytes);
                }
            }

            @Override
            public void ufsFailed(UfsException.Kind kind) {
                metrics.ufsError(kind.name());
            }
        };
    }

    WriteMeters writeMeters() {
        return bytes -> metrics.ufsAccess(Method.WRITE, bytes);
    }

    RequestObserver requestMeters() {
        RequestMeters meters = new RequestMeters(metrics);
        metrics.gauge(WorkerMeter.S3_ACTIVE, meters.active::sum);
        return meters;
    }

    @Override
    public void close() {
        jvm.close();
        registry.close();
    }

    /** Counts and times every S3 request. */
    @NonBlocking
    private static final class RequestMeters implements RequestObserver {
        private final WorkerMetrics metrics;
        private final LongAdder active = new LongAdder();

        RequestMeters(WorkerMetrics metrics) {
            this.metrics = metrics;
        }

        @Override
        public void started() {
            active.increment();
        }

        @Override
        public void completed(CompletedRequest request) {
            active.decrement();
            S3Op op = request.op();
            String title = op == null ? OTHER : op.title();
            metrics.s3Request(title, request.status(), request.nanos(), request.complete());
            String outcome = request.cache();
            if (outcome != null) {
                metrics.cacheRead(outcome);
            }
            if (op == S3Op.GET_OBJECT) {
                metrics.dataAccess(Method.READ, request.bytes());
            } else if (op == S3Op.PUT_OBJECT) {
                metrics.dataAccess(Method.WRITE, announced(request.head().headers()));
            } else {
                metrics.metaOperation(title);
            }
        }

        /** The length that the client announced for the object itself. */
        private static long announced(HeaderView headers) {
            String decoded = headers.get("x-amz-decoded-content-length");
            String length = decoded != null ? decoded : headers.get("Content-Length");
            try {
                return length == null ? 0 : Long.parseLong(length);
            } catch (NumberFormatException e) {
                return 0;
            }
        }
    }
}
