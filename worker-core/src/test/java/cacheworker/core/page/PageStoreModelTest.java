package cacheworker.core.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories of a store against what a map would say. {@code -Dcacheworker.seed=N} replays one of them,
 * {@code -Dcacheworker.full=true} runs many.
 */
class PageStoreModelTest {
    private static final int USUAL = 200;
    private static final int FULL = 2_000;
    private static final Path MEMORY = Path.of("/dev/shm");

    @Test
    void aReadMissesOrReturnsWhatWasWrittenWhateverHappensToTheStore(@TempDir Path temporary) throws IOException {
        Path directory = fast(temporary);
        try {
            runAll(directory);
        } finally {
            delete(directory);
        }
    }

    /** Starting a store syncs files, which takes long on a disk; it does not matter here where they lie. */
    private static Path fast(Path temporary) throws IOException {
        boolean memory = Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > 1L << 30;
        return memory ? Files.createTempDirectory(MEMORY, "pages") : Files.createDirectory(temporary.resolve("pages"));
    }

    private static void runAll(Path directory) throws IOException {
        Long only = Long.getLong("cacheworker.seed");
        if (only != null) {
            run(only, directory);
            return;
        }
        int histories = Boolean.getBoolean("cacheworker.full") ? FULL : USUAL;
        long first = System.nanoTime();
        for (int i = 0; i < histories; i++) {
            run(first + i, directory);
        }
    }

    private static void run(long seed, Path directory) throws IOException {
        Path home = directory.resolve(Long.toString(seed));
        try (StoreHistory history = new StoreHistory(seed, home)) {
            history.run();
        } catch (AssertionError | RuntimeException | IOException e) {
            throw new AssertionError("-Dcacheworker.seed=" + seed + ": " + e.getMessage(), e);
        }
        delete(home);
    }

    private static void delete(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
