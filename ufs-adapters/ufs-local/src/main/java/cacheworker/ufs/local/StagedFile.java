package cacheworker.ufs.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that nobody sees before it is renamed; a new one is removed when it is closed without that. */
final class StagedFile implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StagedFile.class);

    private final Path path;
    private final RandomAccessFile file;
    private final @Nullable Path descriptor;
    private final boolean disposable;
    private boolean published;
    private boolean closed;

    StagedFile(Path path) throws IOException {
        this(path, true);
    }

    private StagedFile(Path path, boolean disposable) throws IOException {
        this.path = path;
        this.disposable = disposable;
        this.file = new RandomAccessFile(path.toFile(), "rw");
        this.descriptor = Descriptors.pathOf(file);
    }

    /**
     * A file that is there, and stays where it is unless it is published.
     *
     * @throws NoSuchFileException when it is not there: opening it would make it, with no bytes
     */
    static StagedFile existing(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        return new StagedFile(path, false);
    }

    FileChannel channel() {
        return file.getChannel();
    }

    Path path() {
        return path;
    }

    /** Leads to the file before it is published. */
    Path handle() {
        return descriptor == null ? path : descriptor;
    }

    /** Its state now that it has been renamed; by its new name where descriptors cannot be looked at. */
    FileState stateAfterRename(Path target) throws IOException {
        return FileState.of(descriptor == null ? target : descriptor);
    }

    /** From now on it belongs to its new name. */
    void published() {
        published = true;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            file.close();
            if (!published && disposable) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            log.warn("{} stays behind until it is swept: {}", path, e.toString());
        }
    }
}
