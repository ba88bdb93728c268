package cacheworker.core.ufs;

import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Settings that a UFS is opened with.
 *
 * @param protectedDepth how many leading segments of a path are never removed when they become empty: 1 on the root
 *     mount, whose first segments are buckets, 0 where the mount is a bucket itself
 * @param properties the mount's own options over those of the configuration, by their full {@code alluxio.*},
 *     {@code s3a.*} … names; values may be secrets: never logged. Immutable
 */
public record UfsOptions(int protectedDepth, Map<String, String> properties) {
    /**
     * The one top-level name of every UFS root that belongs to the worker: staging, multipart parts and side files live
     * there. It never appears in a listing, and does not make a folder non-empty.
     */
    public static final String RESERVED_NAME = ".s3-cache-worker";

    /** Copies the properties. */
    public UfsOptions {
        properties = Map.copyOf(properties);
    }

    /**
     * One option.
     *
     * @param name the full name
     * @return its value, or null when neither mount nor configuration has it
     */
    public @Nullable String get(String name) {
        return properties.get(name);
    }

    /** Names the properties without their values, which may be secrets. */
    @Override
    public String toString() {
        return "UfsOptions[protectedDepth=" + protectedDepth + ", properties=" + new TreeSet<>(properties.keySet())
                + "]";
    }
}
