package cacheworker.core.page;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.base.ObjectKey;
import cacheworker.core.config.Key;
import cacheworker.core.config.MetadataKeys;
import cacheworker.core.config.PageStoreKeys;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.meta.FreshnessOptions;
import cacheworker.core.meta.ObjectCatalog;
import cacheworker.core.mount.Location;
import cacheworker.core.mount.Mount;
import cacheworker.core.mount.Namespace;
import cacheworker.core.ufs.MemoryUfs;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsStatus;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A million cached pages with the limits that a worker has by default: what they take of the heap, and how soon they
 * are served after a start. The pages are of the smallest size and hold few bytes, which changes neither.
 */
class MillionPagesTest {
    private static final int PAGES = 1_000_000;
    private static final int PAGE = 4 << 10;
    private static final int PAGE_BYTES = 16;
    private static final int SAMPLED = 1000;
    private static final long MOST_HEAP = 64L << 20;
    private static final Duration MOST_TO_START = Duration.ofSeconds(5);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path home;

    private final MemoryMXBean heap = ManagementFactory.getMemoryMXBean();
    private final Namespace namespace = new Namespace(
            List.of(new Mount("training", "memory:one", false, new MemoryUfs(Set.of()))), false, NOW.toEpochMilli());
    private PageStore store;
    private ObjectCatalog catalog;

    @Test
    void ofAMillionObjectsOfOnePage() throws Exception {
        fillAndRestart(1);
    }

    @Test
    void ofTenThousandObjectsOfAHundredPages() throws Exception {
        fillAndRestart(100);
    }

    private void fillAndRestart(int pagesEach) throws Exception {
        open();
        store.close();
        store = null;
        catalog = null;
        long before = usedHeap();
        open();
        fill(pagesEach);
        long taken = settledHeap(pagesEach) - before;
        assertThat(store.stats().pages()).isEqualTo(PAGES);
        System.out.printf(
                "%,d objects of %d pages: %.1f MiB of heap%n", PAGES / pagesEach, pagesEach, taken / 1048576.0);
        assertThat(taken).as("heap of a million pages").isLessThan(MOST_HEAP);

        store.abandon();
        startAndRead(pagesEach, "killed");
        store.close();
        startAndRead(pagesEach, "closed");
        store.close();
    }

    private void startAndRead(int pagesEach, String last) throws Exception {
        long start = System.nanoTime();
        open();
        assertIsHit(PAGES / pagesEach / 2, 0, pagesEach);
        Duration first = Duration.ofNanos(System.nanoTime() - start);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < SAMPLED; i++) {
            assertIsHit(random.nextInt(PAGES / pagesEach), random.nextInt(pagesEach), pagesEach);
        }
        Duration sampled = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf(
                "started after it was %s: first hit after %d ms, %d hits after %d ms%n",
                last, first.toMillis(), SAMPLED, sampled.toMillis());
        assertThat(store.stats().pages()).isEqualTo(PAGES);
        assertThat(sampled).as("time until they are served again").isLessThan(MOST_TO_START);
    }

    private void open() throws Exception {
        store = PageStore.open(new PageStoreOptions(
                List.of(new PageDirectory(home.resolve("pages"), 512L << 20)),
                PAGE,
                home.resolve("index"),
                standard(MetadataKeys.ROCKSDB_CACHE_SIZE),
                PageStoreKeys.Evictor.S3_FIFO,
                PageStoreKeys.Admission.ALWAYS,
                0));
        catalog = new ObjectCatalog(
                store,
                new FreshnessOptions(
                        Duration.ofHours(1), Duration.ZERO, Duration.ZERO, standard(MetadataKeys.MEMORY_SIZE)),
                () -> NOW);
    }

    /** What holds when nobody sets a key. */
    private static <T> T standard(Key<T> key) {
        return Objects.requireNonNull(key.from(Map.of()));
    }

    private void fill(int pagesEach) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocateDirect(PAGE_BYTES);
        for (int object = 0; object < PAGES / pagesEach; object++) {
            ObjectKey key = key(object);
            Location location = namespace.locateWritable(key);
            try (ObjectCatalog.Write write = catalog.beginWrite(key)) {
                write.published(location, status(location, object, pagesEach), null);
            }
            CachedObject cached = catalog.find(key, location);
            for (int page = 0; page < pagesEach; page++) {
                boolean kept = store.write(cached.pages(), page, content(bytes, object, page));
                assertThat(kept).isTrue();
            }
        }
    }

    private void assertIsHit(int object, int page, int pagesEach) throws Exception {
        ObjectKey key = key(object);
        CachedObject cached = catalog.find(key, namespace.locate(key));
        assertThat(cached.status().length()).isEqualTo((long) pagesEach * PAGE);
        try (PageSlice slice = store.load(cached.pages(), (long) page * PAGE, PAGE_BYTES)) {
            assertThat(slice).as("page %d of %s", page, key).isNotNull();
            ByteBuffer read = ByteBuffer.allocate(PAGE_BYTES);
            slice.channel().read(read, slice.position());
            assertThat(read.flip()).isEqualTo(content(ByteBuffer.allocate(PAGE_BYTES), object, page));
        }
    }

    private static ObjectKey key(int object) {
        return new ObjectKey("training", "imagenet/train/part-%04d/image-%08d.jpeg".formatted(object % 1000, object));
    }

    private static UfsStatus status(Location location, int object, int pagesEach) {
        return new UfsStatus(
                location.path(),
                (long) pagesEach * PAGE,
                NOW.minus(Duration.ofDays(1)).toEpochMilli(),
                "version-" + object,
                "0123456789abcdef0123456789abcdef",
                UfsAttributes.NONE);
    }

    private static ByteBuffer content(ByteBuffer target, int object, int page) {
        return target.clear().putLong(object).putLong(page).flip();
    }

    /**
     * What is in use when all garbage is gone. Caffeine lets go of what the collector has cleared with the next calls,
     * so there are some between two collections.
     */
    private long settledHeap(int pagesEach) throws Exception {
        SplittableRandom random = new SplittableRandom(2);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 8; round++) {
            least = Math.min(least, usedHeap());
            for (int i = 0; i < SAMPLED; i++) {
                assertIsHit(random.nextInt(PAGES / pagesEach), random.nextInt(pagesEach), pagesEach);
            }
        }
        return Math.min(least, usedHeap());
    }

    private long usedHeap() {
        System.gc();
        return heap.getHeapMemoryUsage().getUsed();
    }
}
