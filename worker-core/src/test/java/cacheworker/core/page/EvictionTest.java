package cacheworker.core.page;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.base.ObjectId;
import cacheworker.core.config.PageStoreKeys;
import cacheworker.core.config.PageStoreKeys.Evictor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each policy in a store with its real regions. */
class EvictionTest {
    private static final int PAGE = 64 << 10;
    private static final long CAPACITY = 64L << 20;
    private static final int PAGES = (int) (CAPACITY / PAGE);
    private static final int HOT = 200;

    /** The survivors of the last region stay until others fill it up. */
    private static final int OPEN = (4 << 20) / PAGE;

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(PAGE);
    private @TempDir Path home;
    private PageStore store;
    private PageTable hot;

    private void open(Evictor evictor) throws IOException {
        PageDirectory pages = new PageDirectory(home.resolve("pages"), CAPACITY);
        store = PageStore.open(PageStoreOptions.of(
                List.of(pages), PAGE, home.resolve("index"), evictor, PageStoreKeys.Admission.ALWAYS));
        hot = store.table(ObjectId.random(), (long) HOT * PAGE);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** Brings in a page, as a fill does it: waits for room before it begins. */
    private void fill(PageTable object, int page) {
        Awaitility.with()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> store.tryReserve(PAGE));
        assertThat(store.write(object, page, bytes.clear())).isTrue();
        store.unreserve(PAGE);
    }

    private int cached(PageTable object) {
        int cached = 0;
        for (int page = 0; page < object.pages(); page++) {
            cached += store.has(object, page) ? 1 : 0;
        }
        return cached;
    }

    private PageTable scan(int pages) {
        PageTable object = store.table(ObjectId.random(), (long) pages * PAGE);
        for (int page = 0; page < pages; page++) {
            fill(object, page);
        }
        return object;
    }

    private void fillHot() {
        for (int page = 0; page < HOT; page++) {
            fill(hot, page);
        }
    }

    private void useHot(int times) {
        for (int page = 0; page < HOT; page++) {
            for (int n = 0; n < times; n++) {
                store.use(hot, page);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Evictor.class, names = "FIFO", mode = EnumSource.Mode.EXCLUDE)
    void whatWasUsedTwiceSurvivesAScanOfTheWholeCache(Evictor evictor) throws IOException {
        open(evictor);
        fillHot();
        useHot(2);
        PageTable scanned = scan(PAGES * 5 / 4);
        assertThat(cached(hot)).isGreaterThan(HOT * 7 / 10);
        assertThat(cached(scanned)).isLessThan(PAGES);
        assertThat(store.stats().survivedPages()).isGreaterThanOrEqualTo(cached(hot));
    }

    @Test
    void underFifoNothingSurvivesHoweverOftenItWasUsed() throws IOException {
        open(Evictor.FIFO);
        fillHot();
        useHot(10);
        scan(PAGES * 5 / 4);
        assertThat(cached(hot)).isZero();
        assertThat(store.stats().survivedPages()).isZero();
    }

    @Test
    void underLruWhatIsNotUsedAgainLastsOneRoundMore() throws IOException {
        open(Evictor.LRU);
        fillHot();
        useHot(10);
        scan(2 * PAGES);
        assertThat(cached(hot)).isLessThanOrEqualTo(OPEN);
    }

    @Test
    void underLfuWhatWasUsedOftenLastsSeveralRounds() throws IOException {
        open(Evictor.LFU);
        fillHot();
        useHot(15);
        scan(2 * PAGES);
        assertThat(cached(hot)).isGreaterThan(HOT / 2);
        scan(6 * PAGES);
        assertThat(cached(hot)).as("uses of long ago count no more").isLessThanOrEqualTo(OPEN);
    }

    @Test
    void underS3FifoAScanHardlyTouchesWhatIsInTheMainQueue() throws IOException {
        open(Evictor.S3_FIFO);
        fillHot();
        useHot(3);
        scan(2 * PAGES);
        int before = cached(hot);
        useHot(3);
        scan(4 * PAGES);
        assertThat(cached(hot)).isGreaterThan(before * 8 / 10);
    }

    @Test
    void underS3FifoAPageThatComesBackSoonIsKnown() throws IOException {
        open(Evictor.S3_FIFO);
        PageTable scanned = scan(PAGES * 5 / 4);
        assertThat(store.stats().returnedPages()).isZero();
        int back = 0;
        for (int page = 0; page < PAGES / 16; page++) {
            if (!store.has(scanned, page)) {
                fill(scanned, page);
                back++;
            }
        }
        assertThat(back).isGreaterThan(PAGES / 32);
        assertThat(store.stats().returnedPages()).isGreaterThan(back * 9L / 10);
    }

    @Test
    void underS3FifoASetLargerThanTheCacheKeepsAPartOfItself() throws IOException {
        open(Evictor.S3_FIFO);
        PageTable set = store.table(ObjectId.random(), 2L * PAGES * PAGE);
        int hits = 0;
        for (int epoch = 0; epoch < 6; epoch++) {
            hits = 0;
            for (int page = 0; page < set.pages(); page++) {
                if (store.has(set, page)) {
                    store.use(set, page);
                    hits++;
                } else {
                    fill(set, page);
                }
            }
        }
        assertThat(hits).isGreaterThan(PAGES / 2);
    }
}
