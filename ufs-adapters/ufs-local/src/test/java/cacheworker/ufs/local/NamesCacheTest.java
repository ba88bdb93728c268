package cacheworker.ufs.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamesCacheTest {
    private static final long BOUND = 100_000;

    @TempDir
    private Path root;

    private volatile Duration shift = Duration.ZERO;
    private NamesCache cache;

    @BeforeEach
    void open() {
        InstantSource clock = () -> Instant.now().plus(shift);
        cache = new NamesCache(new DirectoryReader(root.resolve("temporary")), BOUND, clock);
    }

    @Test
    void aSettledDirectoryIsReadOnce() throws IOException {
        Path directory = directory("settled", 3);
        age(directory);

        assertThat(get(directory, false)).isSameAs(get(directory, false));
    }

    @Test
    void aDirectoryModifiedJustNowIsReadAgain() throws IOException {
        Path directory = directory("fresh", 3);

        assertThat(get(directory, false)).isNotSameAs(get(directory, false));
    }

    @Test
    void aModifiedDirectoryIsReadAgain() throws IOException {
        Path directory = directory("modified", 3);
        age(directory);
        SharedNames before = get(directory, false);
        Files.createFile(directory.resolve("more"));

        assertThat(get(directory, false)).isNotSameAs(before);
    }

    @Test
    void aContinuedListingKeepsItsNamesForAWhile() throws IOException {
        Path directory = directory("continued", 3);
        SharedNames before = get(directory, false);
        Files.createFile(directory.resolve("more"));

        assertThat(get(directory, true)).isSameAs(before);
        shift = Duration.ofMinutes(6);
        assertThat(get(directory, true)).isNotSameAs(before);
    }

    @Test
    void memoryIsBoundedByDroppingWhatWasUsedLongestAgo() throws IOException {
        List<Path> directories = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            directories.add(directory("d" + i, 300));
        }
        for (Path directory : directories) {
            get(directory, false);
            assertThat(cache.liveBytes()).isLessThanOrEqualTo(BOUND);
        }
        cache.close();
        assertThat(cache.liveBytes()).isZero();
    }

    @Test
    void namesInUseStayReadableAfterTheyWereDropped() throws IOException {
        Path directory = directory("used", 5000);
        SharedNames held = cache.get(directory, false);
        assertThat(held.names().isOnDisk()).isTrue();

        cache.close();

        assertThat(held.names().seek(new byte[0]).next()).isNotNull();
        held.release();
        assertThat(cache.liveBytes()).isZero();
        assertThat(held.hold()).isFalse();
    }

    private SharedNames get(Path directory, boolean continues) throws IOException {
        SharedNames names = cache.get(directory, continues);
        names.release();
        return names;
    }

    private Path directory(String name, int entries) throws IOException {
        Path directory = Files.createDirectory(root.resolve(name));
        for (int i = 0; i < entries; i++) {
            Files.createFile(directory.resolve("entry-with-a-name-" + i));
        }
        return directory;
    }

    private static void age(Path directory) throws IOException {
        Files.setLastModifiedTime(directory, FileTime.from(Instant.now().minusSeconds(60)));
    }
}
