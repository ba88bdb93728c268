package cacheworker.ufs.local;

import cacheworker.ufs.local.names.NameCollector;
import cacheworker.ufs.local.names.NameRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the names of a directory, all of them and nothing but them. */
final class DirectoryReader {
    private static final Logger log = LoggerFactory.getLogger(DirectoryReader.class);
    private static final char REPLACEMENT = '\uFFFD';
    private static final int MAX_REPORTED = 10_000;

    private final Path temporaryDirectory;
    private final LongAdder unreadableNames = new LongAdder();
    private final Set<Path> reported = ConcurrentHashMap.newKeySet();

    /** Makes the directory when there are too many names for memory. */
    DirectoryReader(Path temporaryDirectory) {
        this.temporaryDirectory = temporaryDirectory;
    }

    /** Names that were skipped because they are not UTF-8, counted each time that their directory was read. */
    long unreadableNames() {
        return unreadableNames.sum();
    }

    /**
     * Reads and sorts.
     *
     * @param directory a real path
     * @param boundBytes memory for the names; the rest goes to disk
     * @return without the reserved name, and without names that are not UTF-8
     */
    NameRun read(Path directory, int boundBytes) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory);
                NameCollector collector = new NameCollector(boundBytes, temporaryDirectory)) {
            long skipped = 0;
            for (Path entry : entries) {
                String name = Objects.requireNonNull(entry.getFileName()).toString();
                if (name.indexOf(REPLACEMENT) >= 0 && !directory.resolve(name).equals(entry)) {
                    skipped++;
                } else if (!LocalPaths.isReserved(name)) {
                    collector.add(name.getBytes(StandardCharsets.UTF_8));
                }
            }
            report(directory, skipped);
            checkStillThere(directory);
            return collector.finish();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** A directory replaced by a link while it was read gives nothing. */
    private void checkStillThere(Path directory) throws IOException {
        if (!directory.toRealPath().equals(directory)) {
            throw new NoSuchFileException(directory.toString());
        }
    }

    private void report(Path directory, long skipped) {
        if (skipped == 0) {
            return;
        }
        unreadableNames.add(skipped);
        if (reported.size() < MAX_REPORTED && reported.add(directory)) {
            log.warn("{} names in {} are not UTF-8 and are skipped", skipped, directory);
        }
    }
}
