package cacheworker.core.config;

import java.time.Duration;
import java.util.List;

/** The S3 API of a worker. */
public final class S3Keys {
    /** What a write leaves in the cache. */
    public enum WriteType {
        /** The UFS and the cache have it. */
        CACHE_THROUGH,
        /** Only the UFS has it. */
        THROUGH
    }

    /** Who is told to go to the worker that has an object. */
    public enum Redirect {
        /** Every client that reads. */
        TRUE,
        /** Nobody: the worker gets it for them. */
        FALSE,
        /** Those who are known to follow. */
        AUTO
    }

    /** The switch. */
    public static final Key<Boolean> API_ENABLED =
            Key.of("alluxio.worker.s3.api.enabled", ValueType.bool(), "false", "Whether the worker serves the S3 API.");

    /** The port. */
    public static final Key<Integer> REST_PORT = Key.of(
            "alluxio.worker.rest.port", ValueType.port(), "29998", "HTTP port of the S3 API; 0 for any free one.");

    /** Encryption. */
    public static final Key<Boolean> HTTPS_ONLY = Key.of(
            "alluxio.worker.s3.only.https.access",
            ValueType.bool(),
            "false",
            "Whether plain HTTP is closed. This worker has no HTTPS, so it does not start with true.");

    /** Redirects between workers. */
    public static final Key<Redirect> REDIRECT = Key.of(
            "alluxio.worker.s3.redirect.enabled",
            ValueType.choice(Redirect.class),
            "AUTO",
            "Which readers are sent to the worker that has an object. A worker that is alone has every object itself.");

    /** Limits of tags. */
    public static final Key<Boolean> TAGGING_RESTRICTIONS = Key.of(
            "alluxio.proxy.s3.tagging.restrictions.enabled",
            ValueType.bool(),
            "true",
            "Whether tags have the limits of S3: at most 10, keys of 1 to 128 and values of up to 256 characters.");

    /** Several requests on a connection. */
    public static final Key<Boolean> KEEP_ALIVE = Key.of(
            "alluxio.worker.s3.connection.keep.alive.enabled",
            ValueType.bool(),
            "true",
            "Whether a connection may serve more than one request.");

    /** Idle connections. */
    public static final Key<Duration> IDLE_MAX_TIME = Key.of(
            "alluxio.worker.s3.connection.idle.max.time",
            ValueType.duration(),
            "0sec",
            "How long a connection may be without a complete request before it is closed; 0sec for ever.");

    /** Stalled uploads. */
    public static final Key<Duration> UPLOAD_IDLE_TIMEOUT = Key.of(
            "alluxio.worker.s3.upload.idle.timeout",
            ValueType.positiveDuration(),
            "60s",
            "How long an upload may send nothing before it is given up.");

    /** Slow downloads. */
    public static final Key<Duration> PAGE_SENDING_TIMEOUT = Key.of(
            "alluxio.worker.s3.page.sending.timeout",
            ValueType.positiveDuration(),
            "10min",
            "How long a client may take to read one page before its connection is closed:"
                    + " until then the cache cannot take the space back.");

    /** Concurrency. */
    public static final Key<Integer> REQUEST_THREADS = Key.of(
            "alluxio.worker.s3.request.threads.max",
            ValueType.integer(1, 100_000),
            "1024",
            "Requests that may wait for a disk or a UFS at once; a further one is answered 503 SlowDown.");

    /** Region in answers. */
    public static final Key<String> REGION = Key.of(
            "alluxio.worker.s3.region",
            ValueType.text(),
            "us-east-1",
            "Region that the S3 API says its buckets are in.");

    /** Room for user metadata. */
    public static final Key<Long> METADATA_MAX_SIZE = Key.of(
            "alluxio.proxy.s3.header.metadata.max.size",
            ValueType.size(0, 1 << 20),
            "2KB",
            "User metadata that an object may have, names and values together; 0 for no limit.");

    /** Parts of an upload. */
    public static final Key<Long> SMALLEST_PART = Key.of(
            "alluxio.proxy.s3.complete.multipart.upload.min.part.size",
            ValueType.size(0, 5L << 30),
            "5MB",
            "Bytes that every part of a multipart upload but the last must have.");

    /** Folders in listings. */
    public static final Key<Boolean> LIST_FOLDERS = Key.of(
            "alluxio.worker.s3.list.folder.objects.enabled",
            ValueType.bool(),
            "true",
            "Whether a listing without delimiter shows each folder as an empty object 'dir/'. Data sets that take every"
                    + " object of a prefix for a sample want false.");

    /** Writes and the cache. */
    public static final Key<WriteType> WRITE_TYPE = Key.of(
            "alluxio.proxy.s3.writetype",
            ValueType.choice(WriteType.class),
            "CACHE_THROUGH",
            "Every write goes to the UFS before it is answered; with CACHE_THROUGH the cache keeps its pages too.");

    /** Bucket names. */
    public static final Key<Boolean> STRICT_BUCKET_NAMES = Key.of(
            "alluxio.proxy.s3.bucket.naming.restrictions.enabled",
            ValueType.bool(),
            "false",
            "Whether a new bucket needs a name that Amazon S3 would take.");

    /** Access log. */
    public static final Key<Boolean> ACCESS_LOG = Key.of(
            "alluxio.worker.s3.audit.logging.enabled",
            ValueType.bool(),
            "false",
            "Whether every S3 request is a line of the access log.");

    static final KeyGroup GROUP = new KeyGroup(
            "S3 API",
            List.of(
                    API_ENABLED,
                    REST_PORT,
                    HTTPS_ONLY,
                    REDIRECT,
                    TAGGING_RESTRICTIONS,
                    KEEP_ALIVE,
                    IDLE_MAX_TIME,
                    UPLOAD_IDLE_TIMEOUT,
                    PAGE_SENDING_TIMEOUT,
                    REQUEST_THREADS,
                    REGION,
                    METADATA_MAX_SIZE,
                    SMALLEST_PART,
                    LIST_FOLDERS,
                    WRITE_TYPE,
                    STRICT_BUCKET_NAMES,
                    ACCESS_LOG));

    private S3Keys() {}
}
