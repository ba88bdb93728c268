package cacheworker.core.config;

import java.nio.file.Path;
import java.util.List;

/** The page cache on local disks. */
public final class PageStoreKeys {
    private static final long SMALLEST_PAGE = 4L << 10;
    private static final long LARGEST_PAGE = 16L << 20;
    private static final long SMALLEST_CACHE = 32L << 20;

    /** Directories. */
    public static final Key<List<Path>> DIRS = Key.of(
            "alluxio.worker.page.store.dirs",
            ValueType.listOf(ValueType.path()),
            "${alluxio.work.dir}/cache",
            "Directories of the page cache, best one per disk; they may be deleted while the worker is stopped.");

    /** Their sizes. */
    public static final Key<List<Long>> SIZES = Key.of(
            "alluxio.worker.page.store.sizes",
            ValueType.listOf(ValueType.size(SMALLEST_CACHE, Long.MAX_VALUE)),
            "512MB",
            "Size of the cache in each directory, in the same order; the disks must have the room.");

    /** Page size. */
    public static final Key<Long> PAGE_SIZE = Key.of(
            "alluxio.worker.page.store.page.size",
            ValueType.size(SMALLEST_PAGE, LARGEST_PAGE),
            "1MB",
            "Unit in which objects are cached; a change empties the cache.");

    /** Who survives. */
    public static final Key<Evictor> EVICTOR_TYPE = Key.of(
            "alluxio.worker.page.store.evictor.type",
            ValueType.choice(Evictor.class),
            Evictor.S3_FIFO.name(),
            "Which pages stay when room is made; docs/eviction.md compares them.");

    /** Who is admitted. */
    public static final Key<Admission> ADMISSION_TYPE = Key.of(
            "alluxio.worker.page.store.admission.type",
            ValueType.choice(Admission.class),
            Admission.ALWAYS.name(),
            "Which pages that a read has missed are kept: all, or those missed for the second time,"
                    + " which spares the disks at the price of one more miss each.");

    /** How fast unread pages are checked. */
    public static final Key<Long> SCRUB_RATE = Key.of(
            "alluxio.worker.page.store.scrub.rate",
            ValueType.size(0, Long.MAX_VALUE),
            "4MB",
            "How much a second is read at most of cached pages that nobody reads, to find those that went bad on their"
                    + " disk; 0 for never.");

    static final KeyGroup GROUP =
            new KeyGroup("Page cache", List.of(DIRS, SIZES, PAGE_SIZE, EVICTOR_TYPE, ADMISSION_TYPE, SCRUB_RATE));

    /** Answers to who survives. */
    public enum Evictor {
        /** First in, first out, in two queues, with a memory of what was dropped. */
        S3_FIFO,
        /** The least recently used go, nearly. */
        LRU,
        /** The least frequently used go, nearly. */
        LFU,
        /** The oldest go. */
        FIFO
    }

    /** Answers to who is admitted. */
    public enum Admission {
        /** Everybody. */
        ALWAYS,
        /** Who comes back. */
        SECOND_ACCESS
    }

    private PageStoreKeys() {}
}
