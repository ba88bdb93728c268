package cacheworker.core.mount;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the namespace is built from.
 *
 * @param rootUfs the root mount's UFS, a URI or a path ({@code alluxio.dora.client.ufs.root}); null or empty for no
 *     root mount, or for one that the table has
 * @param table the mount table file, or null when there are no further mounts
 * @param strictBucketNames whether new buckets need names that Amazon S3 would take
 *     ({@code alluxio.proxy.s3.bucket.naming.restrictions.enabled})
 * @param properties what every UFS is opened with unless its mount says otherwise: the configuration by full names.
 *     Values may be secrets. Immutable
 * @param requestThreads how many requests the worker has threads for
 * @param mostWaiting how many of them may wait for the UFS of one mount at once, uploads among them; 0 for a share
 */
public record MountSettings(
        @Nullable String rootUfs,
        @Nullable Path table,
        boolean strictBucketNames,
        Map<String, String> properties,
        int requestThreads,
        int mostWaiting) {
    private static final int FEWEST_WAITING = 8;

    /** Copies the properties. */
    public MountSettings {
        properties = Map.copyOf(properties);
    }

    /**
     * How many requests may wait for the UFS of one mount at once.
     *
     * @param mounts how many mounts there are
     * @return what is set; else a quarter of the threads, and of a mount that is alone three quarters, so that some are
     *     always left for what is cached
     */
    int mostWaiting(int mounts) {
        int share = mounts == 1 ? requestThreads / 4 * 3 : requestThreads / 4;
        return mostWaiting > 0 ? mostWaiting : Math.max(FEWEST_WAITING, share);
    }

    /** Names the properties without their values. */
    @Override
    public String toString() {
        return "MountSettings[rootUfs=" + rootUfs + ", table=" + table + ", strictBucketNames=" + strictBucketNames
                + ", properties=" + new TreeSet<>(properties.keySet()) + ", requestThreads=" + requestThreads
                + ", mostWaiting=" + mostWaiting + "]";
    }
}
