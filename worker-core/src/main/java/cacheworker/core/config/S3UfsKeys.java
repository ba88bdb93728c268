package cacheworker.core.config;

import java.time.Duration;
import java.util.List;

/** A UFS that is an S3 service. Each may also be an option of one mount. */
public final class S3UfsKeys {
    private static final int MOST_CONNECTIONS = 10_000;
    private static final int MOST_RETRIES = 100;

    /** Who calls. */
    public static final Key<String> ACCESS_KEY = Key.optional(
                    "s3a.accessKeyId",
                    ValueType.text(),
                    "Access key for the UFS; without it the AWS SDK looks where it always does.")
            .alias("aws.accessKeyId");

    /** The proof. */
    public static final Key<String> SECRET_KEY = Key.optional(
                    "s3a.secretKey", ValueType.secretText(), "Secret key that goes with the access key.")
            .alias("aws.secretKey");

    /** Where the service is. */
    public static final Key<String> ENDPOINT = Key.optional(
            "alluxio.underfs.s3.endpoint",
            ValueType.text(),
            "Address of the S3 service, a URL or a host with an optional port; without it Amazon's of the region.");

    /** The region. */
    public static final Key<String> REGION = Key.optional(
                    "alluxio.underfs.s3.region",
                    ValueType.text(),
                    "Region of the bucket; without it the AWS SDK looks where it always does, then us-east-1.")
            .alias("alluxio.underfs.s3.endpoint.region");

    /** Path style. */
    public static final Key<Boolean> PATH_STYLE = Key.of(
            "alluxio.underfs.s3.disable.dns.buckets",
            ValueType.bool(),
            "false",
            "Whether the bucket is part of the path and not of the host name, as most services but Amazon's need it.");

    /** HTTPS. */
    public static final Key<Boolean> HTTPS = Key.of(
            "alluxio.underfs.s3.secure.http.enabled",
            ValueType.bool(),
            "false",
            "Whether an endpoint that is given without a scheme is spoken to by HTTPS.");

    /** Connections. */
    public static final Key<Integer> THREADS = Key.of(
            "alluxio.underfs.s3.threads.max",
            ValueType.integer(1, MOST_CONNECTIONS),
            "40",
            "Connections to the service at once.");

    /** A whole call. */
    public static final Key<Duration> REQUEST_TIMEOUT = Key.of(
            "alluxio.underfs.s3.request.timeout",
            ValueType.duration(),
            "1min",
            "How long a call may take, with its retries, until its answer begins; 0 for no limit.");

    /** A silent connection. */
    public static final Key<Duration> SOCKET_TIMEOUT = Key.of(
            "alluxio.underfs.s3.socket.timeout",
            ValueType.positiveDuration(),
            "50sec",
            "How long the service may send nothing while it is waited for.");

    /** Old connections. */
    public static final Key<Duration> CONNECTION_TTL = Key.of(
            "alluxio.underfs.s3.connection.ttl",
            ValueType.durationOrNever(),
            "-1",
            "Age at which a connection is not used again; -1 for none.");

    /** Retries. */
    public static final Key<Integer> RETRIES = Key.of(
            "alluxio.underfs.s3.max.error.retry",
            ValueType.integer(0, MOST_RETRIES),
            "3",
            "How often a call that failed and can be repeated is tried again.");

    static final KeyGroup GROUP = new KeyGroup(
            "UFS: S3",
            List.of(
                    ACCESS_KEY,
                    SECRET_KEY,
                    ENDPOINT,
                    REGION,
                    PATH_STYLE,
                    HTTPS,
                    THREADS,
                    REQUEST_TIMEOUT,
                    SOCKET_TIMEOUT,
                    CONNECTION_TTL,
                    RETRIES));

    private S3UfsKeys() {}
}
