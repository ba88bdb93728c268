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
 * @param mostWaiting how many requests may wait for the UFS of one mount at once, uploads among them; 1 or more
 */
public record MountSettings(
        @Nullable String rootUfs,
        @Nullable Path table,
        boolean strictBucketNames,
        Map<String, String> properties,
        int mostWaiting) {
    /** Copies the properties. */
    public MountSettings {
        properties = Map.copyOf(properties);
    }

    /** Names the properties without their values. */
    @Override
    public String toString() {
        return "MountSettings[rootUfs=" + rootUfs + ", table=" + table + ", strictBucketNames=" + strictBucketNames
                + ", properties=" + new TreeSet<>(properties.keySet()) + ", mostWaiting=" + mostWaiting + "]";
    }
}
