package cacheworker.core.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of meters: everything a worker counts beside the JVM's own meters. Names that begin with
 * {@code alluxio_} mean what they mean in that system's dashboards.
 */
public enum WorkerMeter {
    CACHED_READ(
            "alluxio_cached_data_read_bytes_total",
            MeterKind.COUNTER,
            "bytes",
            List.of(),
            "Bytes of objects given out from the cache."),
    UFS_ACCESS(
            "alluxio_ufs_data_access_bytes_total",
            MeterKind.COUNTER,
            "bytes",
            List.of("method"),
            "Bytes of objects read from (`read`) or written to (`write`) under file systems."),
    EVICTED(
            "alluxio_cached_evicted_data_bytes_total",
            MeterKind.COUNTER,
            "bytes",
            List.of(),
            "Bytes that left the cache to make room."),
    CACHE_USED(
            "alluxio_cached_storage_bytes",
            MeterKind.GAUGE,
            "bytes",
            List.of(),
            "Disk space that the cache takes now."),
    CACHE_CAPACITY(
            "alluxio_cached_capacity_bytes",
            MeterKind.GAUGE,
            "bytes",
            List.of(),
            "Disk space that the cache may take: the sum of the configured sizes."),
    DATA_ACCESS(
            "alluxio_data_access_bytes",
            MeterKind.SUMMARY,
            "bytes",
            List.of("method"),
            "Bytes of object bodies per request, sent (`read`) and received (`write`)."),
    META_OPERATIONS(
            "alluxio_meta_operation_total",
            MeterKind.COUNTER,
            "operations",
            List.of("op"),
            "Operations that move no object bytes, by S3 operation."),

    S3_REQUESTS(
            "cacheworker_s3_requests_total",
            MeterKind.COUNTER,
            "requests",
            List.of("op", "status"),
            "S3 requests that are over, by operation and class of the HTTP status (`2xx` …)."),
    S3_REQUEST_TIME(
            "cacheworker_s3_request_seconds",
            MeterKind.TIMER,
            "seconds",
            List.of("op"),
            "From the head of an S3 request to the last byte of its answer."),
    S3_ABORTED(
            "cacheworker_s3_requests_aborted_total",
            MeterKind.COUNTER,
            "requests",
            List.of("op"),
            "S3 requests whose connection ended before the answer did."),
    S3_ACTIVE("cacheworker_s3_requests_active", MeterKind.GAUGE, "requests", List.of(), "S3 requests under way."),
    S3_WAITING(
            "cacheworker_s3_request_tasks",
            MeterKind.GAUGE,
            "tasks",
            List.of(),
            "Work of S3 requests that runs or waits on request threads."),
    S3_CONNECTIONS("cacheworker_s3_connections", MeterKind.GAUGE, "connections", List.of(), "Open S3 connections."),

    CACHE_READS(
            "cacheworker_cache_reads_total",
            MeterKind.COUNTER,
            "reads",
            List.of("outcome"),
            "Object reads by where the bytes came from: `hit`, `miss` or `partial`."),
    CACHE_BYPASSED(
            "cacheworker_cache_bypassed_total",
            MeterKind.COUNTER,
            "reads",
            List.of(),
            "Fetches that went to clients without being kept, because buffers or cache had no room."),
    BAD_PAGES(
            "cacheworker_bad_pages_total",
            MeterKind.COUNTER,
            "pages",
            List.of(),
            "Cached pages whose checksum was wrong; they are dropped and read again from the under file system."),
    SCRUBBED(
            "cacheworker_scrubbed_bytes_total",
            MeterKind.COUNTER,
            "bytes",
            List.of(),
            "Bytes of cached pages that were read only to compare them with their checksums."),
    PAGES_REWRITTEN(
            "cacheworker_pages_rewritten_total",
            MeterKind.COUNTER,
            "pages",
            List.of(),
            "Cached pages that were worth writing again when their region made room."),
    GHOST_HITS(
            "cacheworker_ghost_hits_total",
            MeterKind.COUNTER,
            "pages",
            List.of(),
            "Pages brought in again soon after they had been dropped."),
    PAGES_NOT_ADMITTED(
            "cacheworker_pages_not_admitted_total",
            MeterKind.COUNTER,
            "pages",
            List.of(),
            "Pages that a read missed and that were not kept, because the admission policy waits for the next time."),
    SICK_DIRECTORIES(
            "cacheworker_page_directories_out_of_service",
            MeterKind.GAUGE,
            "directories",
            List.of(),
            "Cache directories taken out of service after an I/O error."),
    STALE_SERVED(
            "cacheworker_stale_served_total",
            MeterKind.COUNTER,
            "objects",
            List.of(),
            "Uses of a cached entry past its time because the under file system could not be asked."),

    HEDGED_READS(
            "cacheworker_ufs_hedged_reads_total",
            MeterKind.COUNTER,
            "reads",
            List.of(),
            "Reads of under file systems that were asked for a second time, because they had not begun."),

    UFS_ERRORS(
            "cacheworker_ufs_errors_total",
            MeterKind.COUNTER,
            "errors",
            List.of("kind"),
            "Failed calls of under file systems, by kind of failure."),
    SKIPPED_NAMES(
            "cacheworker_skipped_names_total",
            MeterKind.COUNTER,
            "names",
            List.of(),
            "Names of under file systems left out of listings because they are not UTF-8."),

    BUFFERS(
            "cacheworker_buffer_bytes",
            MeterKind.GAUGE,
            "bytes",
            List.of("buffer"),
            "Bytes on their way: into the cache (`fill`), past it (`pass`), from uploads (`write`)."),
    DIRECT_MEMORY(
            "cacheworker_direct_memory_bytes",
            MeterKind.GAUGE,
            "bytes",
            List.of(),
            "Direct memory that the network buffers take."),
    DIRECT_MEMORY_LIMIT(
            "cacheworker_direct_memory_limit_bytes",
            MeterKind.GAUGE,
            "bytes",
            List.of(),
            "Direct memory that the network buffers may take.");

    private final String exposedName;
    private final MeterKind kind;
    private final String unit;
    private final String labels;
    private final String description;

    WorkerMeter(String exposedName, MeterKind kind, String unit, List<String> labels, String description) {
        this.exposedName = exposedName;
        this.kind = kind;
        this.unit = unit;
        this.labels = String.join(",", labels);
        this.description = description;
    }

    /**
     * The name that Prometheus sees.
     *
     * @return with unit and, for counters, {@code _total}
     */
    public String exposedName() {
        return exposedName;
    }

    /**
     * How it behaves.
     *
     * @return the kind
     */
    public MeterKind kind() {
        return kind;
    }

    /**
     * What it counts.
     *
     * @return a plural
     */
    public String unit() {
        return unit;
    }

    /**
     * What tells its series apart.
     *
     * @return label names; the values of each are few and not chosen by clients
     */
    public List<String> labels() {
        return labels.isEmpty() ? List.of() : List.of(labels.split(","));
    }

    /**
     * What it means.
     *
     * @return one sentence
     */
    public String description() {
        return description;
    }

    /** The name that Micrometer is told; it adds the endings itself. */
    String registeredName() {
        return exposedName.endsWith("_total") ? exposedName.substring(0, exposedName.length() - 6) : exposedName;
    }

    /** The unit that Micrometer is told, if it belongs to the name. */
    @Nullable
    String registeredUnit() {
        return unit.equals("bytes") || unit.equals("seconds") ? unit : null;
    }
}
