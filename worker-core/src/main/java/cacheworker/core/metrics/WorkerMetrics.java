package cacheworker.core.metrics;

import cacheworker.core.base.NonBlocking;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * The meters of a worker, ready to count. Counting costs an addition to a striped adder and, where there is a label, a
 * look-up; it never waits. Safe for any number of threads.
 */
@NonBlocking
public final class WorkerMetrics {
    private static final Duration[] LATENCIES = {
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5)
    };

    /** Direction of object bytes. */
    public enum Method {
        /** Towards the client. */
        READ,
        /** From the client. */
        WRITE
    }

    private final MeterRegistry registry;
    private final List<DoubleSupplier> kept = new CopyOnWriteArrayList<>();
    private final Set<WorkerMeter> bound = EnumSet.noneOf(WorkerMeter.class);
    private final Counter cachedRead;
    private final Map<Method, Counter> ufsAccess = new EnumMap<>(Method.class);
    private final Map<Method, DistributionSummary> dataAccess = new EnumMap<>(Method.class);
    private final Map<String, RequestMeters> requests = new ConcurrentHashMap<>();
    private final Map<String, Counter> metaOperations = new ConcurrentHashMap<>();
    private final Map<String, Counter> cacheReads = new ConcurrentHashMap<>();
    private final Map<String, Counter> ufsErrors = new ConcurrentHashMap<>();

    /**
     * Registers the meters that need nothing else. Gauges, and counters that others keep, are bound by {@link #gauge}
     * and {@link #counter}.
     *
     * @param registry where
     */
    public WorkerMetrics(MeterRegistry registry) {
        this.registry = registry;
        cachedRead = newCounter(WorkerMeter.CACHED_READ);
        for (Method method : Method.values()) {
            String label = method.name().toLowerCase(Locale.ROOT);
            ufsAccess.put(method, newCounter(WorkerMeter.UFS_ACCESS, label));
            dataAccess.put(method, newSummary(WorkerMeter.DATA_ACCESS, label));
        }
        bound.addAll(Set.of(
                WorkerMeter.S3_REQUESTS,
                WorkerMeter.S3_REQUEST_TIME,
                WorkerMeter.S3_ABORTED,
                WorkerMeter.META_OPERATIONS,
                WorkerMeter.CACHE_READS,
                WorkerMeter.UFS_ERRORS));
    }

    /**
     * Bytes of an object were given out from the cache.
     *
     * @param bytes how many
     */
    public void cachedRead(long bytes) {
        cachedRead.increment((double) bytes);
    }

    /**
     * Bytes of an object came from or went to a UFS.
     *
     * @param method READ when they came
     * @param bytes how many
     */
    public void ufsAccess(Method method, long bytes) {
        Objects.requireNonNull(ufsAccess.get(method)).increment((double) bytes);
    }

    /**
     * An object was read.
     *
     * @param outcome {@code hit}, {@code miss} or {@code partial}
     */
    public void cacheRead(String outcome) {
        count(cacheReads, WorkerMeter.CACHE_READS, outcome);
    }

    /**
     * A call of a UFS failed.
     *
     * @param kind the kind of failure, one of few
     */
    public void ufsError(String kind) {
        count(ufsErrors, WorkerMeter.UFS_ERRORS, kind);
    }

    /**
     * An operation moved no object bytes.
     *
     * @param op its name, one of few
     */
    public void metaOperation(String op) {
        count(metaOperations, WorkerMeter.META_OPERATIONS, op);
    }

    /**
     * A request moved the bytes of an object.
     *
     * @param method READ when they went to the client
     * @param bytes how many
     */
    public void dataAccess(Method method, long bytes) {
        Objects.requireNonNull(dataAccess.get(method)).record((double) bytes);
    }

    /**
     * An S3 request is over.
     *
     * @param op its operation, one of few
     * @param status its HTTP status, 100 to 599
     * @param nanos nanoseconds from its head to the last byte of the answer
     * @param complete false when the connection ended before the answer did
     */
    public void s3Request(String op, int status, long nanos, boolean complete) {
        RequestMeters meters = requests.get(op);
        if (meters == null) {
            meters = requests.computeIfAbsent(op, RequestMeters::new);
        }
        meters.byStatus[Math.min(Math.max(status / 100, 1), 5) - 1].increment();
        meters.time.record(nanos, TimeUnit.NANOSECONDS);
        if (!complete) {
            meters.aborted.increment();
        }
    }

    /**
     * Binds a gauge. It is asked at every scrape, by the thread that scrapes.
     *
     * @param meter a gauge of the catalogue
     * @param value tells the value now; kept for ever
     * @param labels a value for each label of the meter
     */
    public void gauge(WorkerMeter meter, DoubleSupplier value, String... labels) {
        require(meter, MeterKind.GAUGE);
        Gauge.builder(meter.registeredName(), value::getAsDouble)
                .description(meter.description())
                .baseUnit(meter.registeredUnit())
                .tags(tags(meter, labels))
                .strongReference(true)
                .register(registry);
    }

    /**
     * Binds a counter that somebody else keeps. It is asked at every scrape, by the thread that scrapes.
     *
     * @param meter a counter of the catalogue that nothing here counts
     * @param count tells the count so far, which never falls; kept for ever
     * @param labels a value for each label of the meter
     */
    public void counter(WorkerMeter meter, DoubleSupplier count, String... labels) {
        require(meter, MeterKind.COUNTER);
        // The registry itself would let go of it.
        kept.add(count);
        FunctionCounter.builder(meter.registeredName(), count, DoubleSupplier::getAsDouble)
                .description(meter.description())
                .baseUnit(meter.registeredUnit())
                .tags(tags(meter, labels))
                .register(registry);
    }

    /**
     * What is still to be bound.
     *
     * @return meters of the catalogue that nothing feeds yet
     */
    public Set<WorkerMeter> unbound() {
        Set<WorkerMeter> unbound = EnumSet.allOf(WorkerMeter.class);
        unbound.removeAll(bound);
        return unbound;
    }

    private void require(WorkerMeter meter, MeterKind kind) {
        if (meter.kind() != kind) {
            throw new IllegalArgumentException(meter + " is a " + meter.kind() + ": expected a " + kind);
        }
        bound.add(meter);
    }

    private void count(Map<String, Counter> counters, WorkerMeter meter, String label) {
        Counter counter = counters.get(label);
        if (counter == null) {
            counter = counters.computeIfAbsent(label, value -> buildCounter(meter, value));
        }
        counter.increment();
    }

    private Counter newCounter(WorkerMeter meter, String... labels) {
        bound.add(meter);
        return buildCounter(meter, labels);
    }

    private Counter buildCounter(WorkerMeter meter, String... labels) {
        return Counter.builder(meter.registeredName())
                .description(meter.description())
                .baseUnit(meter.registeredUnit())
                .tags(tags(meter, labels))
                .register(registry);
    }

    private DistributionSummary newSummary(WorkerMeter meter, String... labels) {
        bound.add(meter);
        return DistributionSummary.builder(meter.registeredName())
                .description(meter.description())
                .baseUnit(meter.registeredUnit())
                .tags(tags(meter, labels))
                .register(registry);
    }

    private static Tags tags(WorkerMeter meter, String... values) {
        if (values.length != meter.labels().size()) {
            throw new IllegalArgumentException(
                    meter + " has the labels " + meter.labels() + ": expected as many values, not " + values.length);
        }
        Tags tags = Tags.empty();
        for (int i = 0; i < values.length; i++) {
            tags = tags.and(meter.labels().get(i), values[i]);
        }
        return tags;
    }

    /** The meters of one S3 operation. */
    private final class RequestMeters {
        private final Counter[] byStatus = new Counter[5];
        private final Counter aborted;
        private final Timer time;

        RequestMeters(String op) {
            for (int i = 0; i < byStatus.length; i++) {
                byStatus[i] = buildCounter(WorkerMeter.S3_REQUESTS, op, (i + 1) + "xx");
            }
            aborted = buildCounter(WorkerMeter.S3_ABORTED, op);
            time = Timer.builder(WorkerMeter.S3_REQUEST_TIME.registeredName())
                    .description(WorkerMeter.S3_REQUEST_TIME.description())
                    .tags(tags(WorkerMeter.S3_REQUEST_TIME, op))
                    .serviceLevelObjectives(LATENCIES)
                    .register(registry);
        }
    }
}
