package cacheworker.ufs.local;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsListRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listing a directory that does not fit into the memory allowed for names. {@code -Dufs.local.names=1000000} makes it
 * as large as it may get, and the log says how long the pages took.
 */
class LocalListingScaleTest {
    private static final Logger log = LoggerFactory.getLogger(LocalListingScaleTest.class);
    private static final int COUNT = Integer.getInteger("ufs.local.names", 40_000);
    private static final int PAGE = 1000;
    private static final long BOUND = 1 << 18;

    @TempDir
    private Path root;

    @Test
    void pagesOfALargeDirectoryAreCompleteAndBounded() throws IOException {
        Path directory = Files.createDirectory(root.resolve("large"));
        IntStream.range(0, COUNT).parallel().forEach(i -> create(directory.resolve(name(i))));
        LocalSettings settings = new LocalSettings(
                0, true, false, BOUND, Duration.ofHours(1), null, Duration.ofHours(1), InstantSource.system());
        List<Long> millis = new ArrayList<>();
        try (LocalUfs ufs = LocalUfs.open(root, settings)) {
            String last = "large/";
            for (int next = 0; next < COUNT; next += PAGE) {
                long begin = System.nanoTime();
                last = page(ufs, last, next);
                millis.add((System.nanoTime() - begin) / 1_000_000);
                assertThat(ufs.nameBytes()).isLessThanOrEqualTo(BOUND);
            }
            assertThat(page(ufs, last, COUNT)).isEqualTo(last);
        }
        log.info(
                "{} names: first page {} ms, slowest of the others {} ms, mean {} ms",
                COUNT,
                millis.get(0),
                millis.stream().skip(1).mapToLong(Long::longValue).max().orElse(0),
                millis.stream().skip(1).mapToLong(Long::longValue).average().orElse(0));
    }

    /** Takes one page, which begins with the name of a number, and gives its last path. */
    private static String page(LocalUfs ufs, String startAfter, int first) throws IOException {
        boolean continuation = first > 0;
        String last = startAfter;
        try (UfsCursor cursor = ufs.list(new UfsListRequest("large/", startAfter, "/", PAGE, continuation))) {
            for (int i = first; i < Math.min(COUNT, first + PAGE); i++) {
                UfsEntry entry = Objects.requireNonNull(cursor.next(), "an entry for " + i);
                last = entry.path();
                assertThat(last).isEqualTo("large/" + name(i));
            }
            if (first + PAGE >= COUNT) {
                assertThat(cursor.next()).isNull();
            }
        }
        return last;
    }

    private static String name(int i) {
        return "object-%08d".formatted(i);
    }

    private static void create(Path path) {
        try {
            Files.createFile(path);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
