package cacheworker.core.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cacheworker.core.base.ObjectId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store of 8 regions of 4 pages, and slices of it that are out while everything else goes on. */
class LeaseTest {
    private static final int PAGE = 1 << 20;
    private static final int REGIONS = 8;
    private static final int PAGES_OF_A_REGION = 4;

    private Path directory;
    private StoreHome home;
    private int filled;

    @BeforeEach
    void open(@TempDir Path temporary) throws IOException {
        directory = temporary;
        home = new StoreHome(temporary.resolve("store"), PAGE, 1, StoreHome.SMALLEST);
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static ObjectId id(int object) {
        return new ObjectId(3, object);
    }

    /** Fills a page of the next object, waiting until there is room for it. */
    private int fill() {
        int object = filled++;
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> home.store().tryReserve(PAGE));
        boolean kept = home.write(id(object), PAGE, 0);
        home.store().unreserve(PAGE);
        assertThat(kept).isTrue();
        return object;
    }

    private void turnOver(int times) {
        for (int i = 0; i < times * REGIONS * PAGES_OF_A_REGION; i++) {
            fill();
        }
    }

    private PageSlice lease(int object) {
        return Objects.requireNonNull(home.store().load(home.store().table(id(object), PAGE), 0, PAGE));
    }

    private boolean isCached(int object) {
        return home.store().has(home.store().table(id(object), PAGE), 0);
    }

    /** The bytes of a slice as a client would get them: through its channel and, by a system call, from its mapping. */
    private void assertWhole(PageSlice slice, int object) throws IOException {
        byte[] expected = home.expected(id(object), PAGE, 0);
        ByteBuffer read = ByteBuffer.allocate(PAGE);
        while (read.hasRemaining()) {
            assertThat(slice.channel().read(read, slice.position() + read.position()))
                    .isPositive();
        }
        assertThat(Arrays.equals(read.array(), expected)).isTrue();
        Path sent = directory.resolve("sent");
        try (FileChannel file = FileChannel.open(
                sent, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            assertThat(file.write(slice.mapped())).isEqualTo(PAGE);
        }
        assertThat(Arrays.equals(Files.readAllBytes(sent), expected)).isTrue();
    }

    @Test
    void aPageThatIsReadIsNeverOverwrittenHoweverOftenTheCacheTurnsOver() throws IOException {
        int object = fill();
        try (PageSlice slice = lease(object)) {
            turnOver(3);
            assertThat(home.store().stats().evictedPages()).isGreaterThan(2L * REGIONS * PAGES_OF_A_REGION);
            assertWhole(slice, object);
        }
    }

    @Test
    void regionsThatAreAllReadCostRoomButNoReaderAndNoCapacity() throws IOException {
        List<PageSlice> slices = new ArrayList<>();
        while (home.store().tryReserve(PAGE)) {
            home.store().unreserve(PAGE);
            int object = filled++;
            if (!home.write(id(object), PAGE, 0)) {
                break;
            }
            slices.add(lease(object));
        }
        int leased = slices.size();
        assertThat(leased).isGreaterThan((REGIONS - 3) * PAGES_OF_A_REGION);
        Awaitility.await()
                .during(Duration.ofMillis(50))
                .until(() -> !home.store().tryReserve(PAGE));
        for (int object = 0; object < leased; object++) {
            assertWhole(slices.get(object), object);
        }
        assertThat(home.regionBytes()).isLessThanOrEqualTo(home.capacity());
        slices.forEach(PageSlice::close);
        turnOver(2);
        assertThat(home.regionBytes()).isLessThanOrEqualTo(home.capacity());
    }

    @Test
    void aLeaseThatIsGivenBackTwiceIsGivenBackOnce() throws IOException {
        int object = fill();
        try (PageSlice other = lease(object)) {
            PageSlice slice = lease(object);
            slice.close();
            slice.close();
            slice.close();
            turnOver(2);
            assertWhole(other, object);
        }
        turnOver(2);
        assertThat(isCached(object)).isFalse();
    }

    @Test
    void aPageThatIsDroppedWhileItIsReadIsReadToItsEnd() throws IOException {
        int object = fill();
        try (PageSlice slice = lease(object)) {
            home.store().drop(home.store().table(id(object), PAGE));
            assertThat(isCached(object)).isFalse();
            turnOver(2);
            assertWhole(slice, object);
        }
    }

    @Test
    void whatIsOutWhenTheStoreIsClosedIsReadToItsEndAndThenItsFileIsClosed() throws IOException {
        int object = fill();
        PageSlice slice = lease(object);
        home.close();
        assertWhole(slice, object);
        assertThat(home.store().poll(home.store().table(id(object), PAGE), 0, PAGE))
                .isNull();
        FileChannel file = slice.channel();
        slice.close();
        assertThat(file.isOpen()).isFalse();
    }

    @Test
    void aStoreCanBeOpenedWhileAnEarlierOneIsStillRead() throws IOException {
        int object = fill();
        try (PageSlice slice = lease(object)) {
            home.close();
            home.open();
            turnOver(3);
            assertWhole(slice, object);
        }
    }

    /** The JDK closes a file for all who use it when a thread is interrupted that reads it. */
    private void interruptAReaderOf(int object) throws IOException {
        try (PageSlice slice =
                Objects.requireNonNull(home.store().load(home.store().table(id(object), PAGE), 0, PAGE))) {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(ClosedByInterruptException.class)
                    .isThrownBy(() -> slice.channel().read(ByteBuffer.allocate(1), slice.position()));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aRegionWhoseFileAnInterruptClosedIsNotReclaimedAndIsNeverReadWrongly() throws IOException {
        int object = fill();
        Path region = home.regions(0).get(0);
        for (int i = 1; i < PAGES_OF_A_REGION + 1; i++) {
            fill();
        }
        interruptAReaderOf(object);
        for (int i = 0; i < 2 * REGIONS * PAGES_OF_A_REGION; i++) {
            fill();
        }
        assertThat(home.store().stats().evictedPages()).isPositive();
        assertThat(region).exists();
        home.close();
        home.open();
        // A start makes room by dropping the oldest region when none is free, and it may be this one.
        assertThat(home.read(id(object), PAGE, 0)).isIn(null, home.expected(id(object), PAGE, 0));
    }

    @Test
    void anInterruptThatClosesTheOpenRegionCostsNoMoreThanThePageItMet() throws IOException {
        interruptAReaderOf(fill());
        home.write(id(1_000), PAGE, 0);
        assertThat(home.write(id(1_001), PAGE, 0)).isTrue();
        assertThat(home.store().stats().pages()).isPositive();
        assertThat(home.read(id(1_001), PAGE, 0)).isEqualTo(home.expected(id(1_001), PAGE, 0));
    }
}
