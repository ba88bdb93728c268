package cacheworker.core.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cacheworker.core.base.ObjectId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An object of 2 MiB in 32 pages, in a store that was closed: its region is full. */
class ScrubberTest {
    private static final int PAGE = 64 << 10;
    private static final int PAGES = 32;
    private static final long LENGTH = (long) PAGES * PAGE;
    private static final long UNLIMITED = Long.MAX_VALUE;
    private static final ObjectId ID = new ObjectId(3, 4);

    private StoreHome home;

    @BeforeEach
    void fill(@TempDir Path directory) throws IOException {
        home = new StoreHome(directory, PAGE, 1, StoreHome.SMALLEST);
        for (int page = 0; page < PAGES; page++) {
            assertThat(home.write(ID, LENGTH, page)).isTrue();
        }
        home.close();
    }

    @AfterEach
    void close() {
        home.close();
    }

    /** Pages lie in the order in which they were written. */
    private void damage(int page) throws IOException {
        try (FileChannel file = FileChannel.open(home.regions(0).get(0), StandardOpenOption.WRITE)) {
            file.write(StandardCharsets.US_ASCII.encode("rotten"), (long) page * PAGE + 7);
        }
    }

    private long scrubbed() {
        return home.store().stats().scrubbedBytes();
    }

    @Test
    void pagesThatWentBadAreTakenOutBeforeAnybodyReadsThem() throws IOException {
        damage(5);
        damage(PAGES - 1);
        home.openScrubbing(UNLIMITED);
        await().atMost(Duration.ofSeconds(30)).until(() -> scrubbed() == LENGTH);
        assertThat(home.store().stats().badPages()).isEqualTo(2);
        assertThat(home.store().stats().pages()).isEqualTo(PAGES - 2);
        PageTable table = home.store().table(ID, LENGTH);
        for (int page = 0; page < PAGES; page++) {
            assertThat(home.store().has(table, page)).as("page %d", page).isEqualTo(page != 5 && page != PAGES - 1);
        }
    }

    @Test
    void whatItFoundIsNotThereAfterTheNextStartEither() throws IOException {
        damage(0);
        home.openScrubbing(UNLIMITED);
        await().atMost(Duration.ofSeconds(30)).until(() -> scrubbed() == LENGTH);
        home.store().abandon();
        home.open();
        assertThat(home.store().has(home.store().table(ID, LENGTH), 0)).isFalse();
        assertThat(home.store().stats().pages()).isEqualTo(PAGES - 1);
    }

    @Test
    void itReadsNoFasterThanItsRate() throws IOException {
        long start = System.nanoTime();
        home.openScrubbing(LENGTH);
        await().atMost(Duration.ofSeconds(30)).until(() -> scrubbed() == LENGTH);
        // All but the last page have been waited for when the last one is read.
        assertThat(System.nanoTime() - start).isGreaterThan(1_000_000_000L / PAGES * (PAGES - 1));
    }

    @Test
    void withoutARateNothingIsReadAndBadPagesAreFoundByTheirReaders() throws IOException {
        damage(5);
        home.openScrubbing(0);
        assertThat(home.read(ID, LENGTH, 4L * PAGE)).isNotNull();
        assertThat(home.read(ID, LENGTH, 5L * PAGE)).isNull();
        assertThat(scrubbed()).isZero();
    }

    @Test
    void aSlowScrubberDoesNotHoldUpTheClose() throws IOException {
        home.openScrubbing(1);
        await().atMost(Duration.ofSeconds(30)).until(() -> scrubbed() > 0);
        long start = System.nanoTime();
        home.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
}
