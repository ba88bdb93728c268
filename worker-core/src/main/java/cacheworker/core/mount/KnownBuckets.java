package cacheworker.core.mount;

import cacheworker.core.base.NonBlocking;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Buckets that were there a moment ago. On an object store a bucket is a prefix, and to ask whether it is there costs a
 * listing; a client that writes a thousand small objects a second must not pay for a thousand of those.
 */
@NonBlocking
final class KnownBuckets {
    private static final long HOLDS_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MOST = 10_000;

    private final LongSupplier nanoTime;
    private final Map<String, Long> seen = new ConcurrentHashMap<>();

    /**
     * Knows no bucket.
     *
     * @param nanoTime as {@link System#nanoTime}
     */
    KnownBuckets(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    boolean has(String bucket) {
        Long at = seen.get(bucket);
        return at != null && nanoTime.getAsLong() - at < HOLDS_NANOS;
    }

    void add(String bucket) {
        if (seen.size() >= MOST) {
            seen.clear();
        }
        seen.put(bucket, nanoTime.getAsLong());
    }

    void remove(String bucket) {
        seen.remove(bucket);
    }
}
