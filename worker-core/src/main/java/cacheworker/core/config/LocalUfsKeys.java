package cacheworker.core.config;

import java.time.Duration;
import java.util.List;

/** A UFS that is a directory. Each may also be an option of one mount. */
public final class LocalUfsKeys {
    /** Whether forgotten uploads go. */
    public static final Key<Boolean> UPLOAD_CLEANER = Key.of(
            "alluxio.proxy.s3.multipart.upload.cleaner.enabled",
            ValueType.bool(),
            "true",
            "Whether multipart uploads that nobody goes on with are removed. Alluxio's default is false.");

    /** When they go. */
    public static final Key<Duration> UPLOAD_TIMEOUT = Key.of(
            "alluxio.proxy.s3.multipart.upload.cleaner.timeout",
            ValueType.positiveDuration(),
            "7d",
            "How long after the last write to one of its parts an upload is removed. Alluxio's default is 10min.");

    static final KeyGroup GROUP = new KeyGroup("UFS: directories", List.of(UPLOAD_CLEANER, UPLOAD_TIMEOUT));

    private LocalUfsKeys() {}
}
