package cacheworker.core.page;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.base.ObjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store of 15 regions of 4 pages. */
class ReclaimTest {
    private static final int PAGE = 1 << 20;
    private static final int PAGES = 4;

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(PAGE);
    private final List<PageTable> objects = new ArrayList<>();
    private Path directory;
    private PageStore store;

    @BeforeEach
    void open(@TempDir Path home) throws IOException {
        directory = home;
        PageDirectory pages = new PageDirectory(directory.resolve("pages"), 64L << 20);
        store = PageStore.open(PageStoreOptions.of(List.of(pages), PAGE, directory.resolve("index")));
        for (int i = 0; i < 256; i++) {
            objects.add(store.table(ObjectId.random(), (long) PAGES * PAGE));
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** As a fill does it: waits for room before it begins. */
    private void fill(PageTable object, int page) {
        Awaitility.with()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> store.tryReserve(PAGE));
        assertThat(store.write(object, page, bytes.clear())).isTrue();
        store.unreserve(PAGE);
    }

    private int read(PageTable object) {
        int hits = 0;
        for (int page = 0; page < PAGES; page++) {
            if (store.has(object, page)) {
                store.use(object, page);
                hits++;
            } else {
                fill(object, page);
            }
        }
        return hits;
    }

    @Test
    void whatIsReadOftenStaysWhileTheRestPassesThrough() {
        SplittableRandom random = new SplittableRandom(1);
        int hotReads = 0;
        int hotHits = 0;
        for (int n = 0; n < 600; n++) {
            int object = random.nextBoolean() ? random.nextInt(6) : random.nextInt(6, objects.size());
            int hits = read(objects.get(object));
            if (object < 6 && n >= 100) {
                hotReads += PAGES;
                hotHits += hits;
            }
        }
        assertThat((double) hotHits / hotReads).isGreaterThan(0.6);
        assertThat(store.stats().evictedPages()).isGreaterThan(500);
        assertThat(store.stats().bytes()).isLessThanOrEqualTo(store.stats().capacityBytes());
    }

    @Test
    void aPageThatWasOnlyBroughtInIsNoReasonToKeepIt() {
        for (PageTable object : objects) {
            read(object);
        }
        assertThat(objects.subList(0, 200))
                .allSatisfy(object -> assertThat(store.has(object, 0)).isFalse());
    }

    @Test
    void regionsThatAreBeingReadAreNotReclaimedWhileOthersCanBe() {
        PageTable read = objects.get(0);
        read(read);
        try (PageSlice slice = store.load(read, 0, PAGE)) {
            assertThat(slice).isNotNull();
            for (PageTable object : objects.subList(1, 100)) {
                read(object);
            }
            assertThat(store.has(read, 0))
                    .as("its room would not have come back anyway")
                    .isTrue();
        }
        for (PageTable object : objects.subList(100, 200)) {
            read(object);
        }
        assertThat(store.has(read, 0)).isFalse();
    }

    @Test
    void roomIsReservedOnce() {
        int reserved = 0;
        while (store.tryReserve(PAGE)) {
            reserved++;
        }
        assertThat((long) reserved * PAGE).isLessThan(store.stats().capacityBytes());
        store.unreserve(PAGE);
        assertThat(store.tryReserve(PAGE)).isTrue();
        assertThat(store.tryReserve(PAGE)).isFalse();
    }

    private static void overwriteTheEnd(Path file) {
        try (FileChannel region = FileChannel.open(file, StandardOpenOption.WRITE)) {
            region.write(ByteBuffer.allocate(64), region.size() - 64);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void pagesOfRegionsWhoseTablesWereDamagedAreStillCountedWhenTheyGo() throws IOException {
        List<PageTable> first = objects.subList(0, 10);
        first.forEach(this::read);
        try (Stream<Path> files = Files.list(directory.resolve("pages"))) {
            files.filter(file -> file.toString().endsWith(".region")).forEach(ReclaimTest::overwriteTheEnd);
        }
        objects.subList(10, 200).forEach(this::read);
        assertThat(first).noneMatch(object -> store.has(object, 0));
        Awaitility.await().untilAsserted(() -> {
            long there = 0;
            for (PageTable object : objects) {
                for (int page = 0; page < PAGES; page++) {
                    there += store.has(object, page) ? 1 : 0;
                }
            }
            assertThat(store.stats().pages()).isEqualTo(there);
            assertThat(store.stats().bytes()).isEqualTo(there * PAGE);
        });
    }
}
