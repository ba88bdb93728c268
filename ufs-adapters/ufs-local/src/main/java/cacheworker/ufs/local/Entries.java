package cacheworker.ufs.local;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Goes through directories; one that cannot be read to its end is an ordinary failure to read. */
final class Entries {
    /** What is done with an entry. */
    interface Visit {
        void visit(Path entry) throws IOException;
    }

    private Entries() {}

    /**
     * Visits all entries of a directory, in no order.
     *
     * @throws java.nio.file.NoSuchFileException when it is not there
     */
    static void forEach(Path directory, Visit visit) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            forEach(entries, visit);
        }
    }

    /** Visits all entries of an open directory. */
    static void forEach(DirectoryStream<Path> entries, Visit visit) throws IOException {
        try {
            for (Path entry : entries) {
                visit.visit(entry);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
