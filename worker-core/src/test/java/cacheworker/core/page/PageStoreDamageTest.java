package cacheworker.core.page;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.base.ObjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Four objects of 4 MiB in pages of 64 KiB, and the files they lie in damaged: a read misses or is right. */
class PageStoreDamageTest {
    private static final int PAGE = 64 << 10;
    private static final long LENGTH = (4L << 20) - 5;
    private static final int PAGES = 64;
    private static final int OBJECTS = 4;
    private static final long SEED = Long.getLong("cacheworker.seed", System.nanoTime());

    private final SplittableRandom random = new SplittableRandom(SEED);
    private StoreHome home;

    @BeforeEach
    void fill(@TempDir Path directory) throws IOException {
        home = new StoreHome(directory.resolve("store"), PAGE, 1, StoreHome.SMALLEST);
        for (int object = 0; object < OBJECTS; object++) {
            for (int page = 0; page < PAGES; page++) {
                assertThat(home.write(id(object), LENGTH, page)).isTrue();
            }
        }
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static ObjectId id(int object) {
        return new ObjectId(77, object);
    }

    /** Reads everything; what is not missing must be right. */
    private int hits() throws IOException {
        int hits = 0;
        for (int object = 0; object < OBJECTS; object++) {
            for (int page = 0; page < PAGES; page++) {
                long offset = (long) page * PAGE;
                byte[] bytes = home.read(id(object), LENGTH, offset);
                if (bytes != null) {
                    hits++;
                    assertThat(Arrays.equals(bytes, home.expected(id(object), LENGTH, offset)))
                            .as("page %d of object %d, seed %d", page, object, SEED)
                            .isTrue();
                }
            }
        }
        return hits;
    }

    private void flipBits(Path file, int bits) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (int i = 0; i < bits && channel.size() > 0; i++) {
                long position = random.nextLong(channel.size());
                ByteBuffer one = ByteBuffer.allocate(1);
                channel.read(one, position);
                one.put(0, (byte) (one.get(0) ^ 1 << random.nextInt(8)));
                channel.write(one.flip(), position);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    @Test
    void flippedBitsOfRegionsCostThePagesThatHaveThem() throws IOException {
        home.close();
        home.regions(0).forEach(region -> flipBits(region, 20));
        home.open();
        int hits = hits();
        assertThat(hits).isBetween(OBJECTS * PAGES - 20 * OBJECTS, OBJECTS * PAGES - 1);
        assertThat(home.store().stats().badPages()).isEqualTo(OBJECTS * PAGES - hits);
        assertThat(home.store().stats().pages()).isEqualTo(hits);
        assertThat(hits()).isEqualTo(hits);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void flippedBitsOfTheIndexNeverFailTheStartNorARead(int round) throws IOException {
        if (round % 2 == 0) {
            home.close();
        } else {
            home.store().abandon();
        }
        List<Path> files = files(home.index());
        for (int i = 0; i <= round; i++) {
            flipBits(files.get(random.nextInt(files.size())), 1 + random.nextInt(10));
        }
        home.open();
        hits();
        assertThat(home.write(id(9), LENGTH, 3)).isTrue();
        assertThat(home.read(id(9), LENGTH, 3 * PAGE)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CURRENT", "MANIFEST", ".sst", ".log", "OPTIONS", "IDENTITY"})
    void anIndexWithoutOneOfItsFilesNeverFailsTheStart(String kind) throws IOException {
        home.close();
        for (Path file : files(home.index())) {
            if (file.getFileName().toString().contains(kind)) {
                Files.delete(file);
            }
        }
        home.open();
        hits();
    }

    @Test
    void pagesOfSealedRegionsAreFoundWithoutTheIndex() throws IOException {
        home.close();
        deleteIndex();
        home.open();
        assertThat(hits()).isEqualTo(OBJECTS * PAGES);
        assertThat(home.store().stats().pages()).isEqualTo(OBJECTS * PAGES);
    }

    @Test
    void onlyTheRegionThatWasBeingFilledIsLostWithTheIndexOfAKilledProcess() throws IOException {
        home.store().abandon();
        deleteIndex();
        home.open();
        assertThat(hits()).isBetween((OBJECTS - 1) * PAGES, OBJECTS * PAGES);
    }

    private void deleteIndex() throws IOException {
        for (Path file : files(home.index())) {
            Files.delete(file);
        }
        Files.delete(home.index());
    }

    @Test
    void aRegionThatWasCutShortIsDroppedAtTheStart() throws IOException {
        home.close();
        cut(home.regions(0).get(1));
        home.open();
        int hits = hits();
        assertThat(hits).isBetween((OBJECTS - 2) * PAGES, OBJECTS * PAGES - 1);
        assertThat(home.store().stats().pages()).isEqualTo(hits);
    }

    @Test
    void aRegionThatIsCutShortWhileItIsOpenCostsThePagesThatAreGone() throws IOException {
        assertThat(hits()).isEqualTo(OBJECTS * PAGES);
        cut(home.regions(0).get(1));
        int hits = hits();
        assertThat(hits).isBetween((OBJECTS - 2) * PAGES, OBJECTS * PAGES - 1);
        assertThat(home.store().stats().badPages()).isEqualTo(OBJECTS * PAGES - hits);
        assertThat(home.store().stats().sickDirectories()).isZero();
    }

    @Test
    void aRegionThatWasCutShortAndHasGrownAgainGivesNoZeros() throws IOException {
        Path region = home.regions(0).get(1);
        long length = Files.size(region);
        assertThat(hits()).isEqualTo(OBJECTS * PAGES);
        cut(region);
        int hits = hits();
        try (FileChannel channel = FileChannel.open(region, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), length - 1);
        }
        assertThat(hits()).isEqualTo(hits);
    }

    private static void cut(Path region) throws IOException {
        try (FileChannel channel = FileChannel.open(region, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 3);
        }
    }

    @Test
    void aRegionThatIsDeletedUnderTheOpenStoreIsReadOnAndIsGoneAfterwards() throws IOException {
        Files.delete(home.regions(0).get(0));
        assertThat(hits()).isEqualTo(OBJECTS * PAGES);
        home.close();
        home.open();
        int hits = hits();
        assertThat(hits).isBetween((OBJECTS - 2) * PAGES, OBJECTS * PAGES - 1);
        assertThat(home.store().stats().pages()).isEqualTo(hits);
    }

    @Test
    void aRegionThatTookThePlaceOfAnotherIsSeenByItsChecksums() throws IOException {
        home.close();
        List<Path> regions = home.regions(0);
        Files.copy(regions.get(0), regions.get(1), StandardCopyOption.REPLACE_EXISTING);
        home.open();
        int hits = hits();
        assertThat(hits).isBetween((OBJECTS - 2) * PAGES, OBJECTS * PAGES - 1);
        assertThat(home.store().stats().badPages()).isEqualTo(OBJECTS * PAGES - hits);
    }

    @Test
    void aRegionCopyIsWorthAsMuchAsTheRegionWhenTheIndexIsMadeAgain() throws IOException {
        home.close();
        List<Path> regions = home.regions(0);
        Files.copy(regions.get(0), regions.get(1), StandardCopyOption.REPLACE_EXISTING);
        deleteIndex();
        home.open();
        int hits = hits();
        assertThat(hits).isBetween((OBJECTS - 2) * PAGES, OBJECTS * PAGES - 1);
        assertThat(home.store().stats().badPages()).isZero();
        assertThat(home.store().stats().pages()).isEqualTo(hits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "99999999999999", "2147483647", "-7", "12\u0000"})
    void aDamagedRegionCounterNeverFailsTheStart(String text) throws IOException {
        home.close();
        Files.writeString(home.pages(0).resolve("next-region"), text);
        home.open();
        assertThat(hits()).isEqualTo(OBJECTS * PAGES);
        for (int page = 0; page < PAGES; page++) {
            assertThat(home.write(id(9), LENGTH, page)).isTrue();
        }
        assertThat(home.store().stats().sickDirectories()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.region", "-0000001.region", "2000000000.region", "99999999999.region", "1.region"})
    void filesThatAreNoRegionsAreLeftAlone(String name) throws IOException {
        home.close();
        Path foreign = Files.copy(home.regions(0).get(0), home.pages(0).resolve(name));
        home.open();
        assertThat(hits()).isEqualTo(OBJECTS * PAGES);
        assertThat(home.write(id(9), LENGTH, 0)).isTrue();
        home.close();
        home.open();
        assertThat(hits()).isEqualTo(OBJECTS * PAGES);
        assertThat(foreign).exists();
    }

    @Test
    void aStoreWithoutAnyOfItsFilesIsEmpty() throws IOException {
        home.close();
        deleteIndex();
        try (Stream<Path> files = Files.walk(home.pages(0))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        home.open();
        assertThat(hits()).isZero();
        assertThat(home.store().stats().pages()).isZero();
    }
}
