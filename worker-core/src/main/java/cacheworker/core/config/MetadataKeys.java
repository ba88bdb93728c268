package cacheworker.core.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the worker knows of objects, and for how long it trusts that. */
public final class MetadataKeys {
    private static final long MIB = 1L << 20;

    /** Where the index lies. */
    public static final Key<Path> ROCKSDB_DIR = Key.of(
            "alluxio.dora.worker.metastore.rocksdb.dir",
            ValueType.path(),
            "${alluxio.work.dir}/metastore",
            "Directory of the index of cached objects; goes with the page cache and may be deleted like it.");

    /** Block cache. */
    public static final Key<Long> ROCKSDB_CACHE_SIZE = Key.of(
            "alluxio.dora.worker.metastore.rocksdb.cache.size",
            ValueType.size(MIB, Long.MAX_VALUE),
            "64MB",
            "Memory outside of the heap for blocks of that index.");

    /** Records in memory. */
    public static final Key<Long> MEMORY_SIZE = Key.of(
            "alluxio.worker.metadata.memory.size",
            ValueType.size(MIB, Long.MAX_VALUE),
            "48MB",
            "Memory on the heap for what is known of recently used objects.");

    /** Age of what is trusted. */
    public static final Key<Duration> SYNC_INTERVAL = Key.of(
            "alluxio.user.file.metadata.sync.interval",
            ValueType.durationOrNever(),
            "60s",
            "Age at which what is known of an object is checked with the UFS before it is used: so long may a change"
                    + " made behind the worker go unseen. 0 checks every time, -1 never.");

    /** While the UFS is away. */
    public static final Key<Duration> STALE_MAX_AGE = Key.of(
            "alluxio.worker.ufs.unavailable.serve.stale.time",
            ValueType.duration(),
            "1h",
            "How much longer a cached object is served unchecked while its UFS cannot be asked; 0 for not at all."
                    + " Has no effect when the sync interval is 0.");

    /** Objects that are not there. */
    public static final Key<Duration> MISSING_INTERVAL = Key.of(
            "alluxio.worker.metadata.missing.cache.time",
            ValueType.duration(),
            "1s",
            "How long it is remembered that an object does not exist; 0 for not at all.");

    static final KeyGroup GROUP = new KeyGroup(
            "Metadata",
            List.of(ROCKSDB_DIR, ROCKSDB_CACHE_SIZE, MEMORY_SIZE, SYNC_INTERVAL, STALE_MAX_AGE, MISSING_INTERVAL));

    private MetadataKeys() {}
}
