package cacheworker.ufs.local;

import cacheworker.core.ufs.UfsException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that nobody sees before it has its name; a new one is removed when it is closed without that. */
final class StagedFile implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StagedFile.class);

    private final Path path;
    private final RandomAccessFile file;
    private final FileChannel channel;
    private final @Nullable Path descriptor;
    private final boolean disposable;
    private boolean published;
    private boolean closed;

    StagedFile(Path path) throws IOException {
        this(path, true, new RandomAccessFile(path.toFile(), "rw"), null);
    }

    private StagedFile(Path path, boolean disposable, RandomAccessFile file, @Nullable FileChannel channel)
            throws IOException {
        this.path = path;
        this.disposable = disposable;
        this.file = file;
        this.channel = channel == null ? file.getChannel() : channel;
        this.descriptor = Descriptors.pathOf(file);
    }

    /**
     * A file that is there, and stays where it is unless it is published.
     *
     * @throws java.nio.file.NoSuchFileException when it is not there; it is not made
     */
    static StagedFile existing(Path path) throws IOException {
        // A RandomAccessFile that can be written makes what is missing, so the one for the descriptor only reads.
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            return new StagedFile(path, false, new RandomAccessFile(path.toFile(), "r"), channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    FileChannel channel() {
        return channel;
    }

    Path path() {
        return path;
    }

    /** Leads to the file before it is published. */
    Path handle() {
        return descriptor == null ? path : descriptor;
    }

    /** Gives it a name, in place of whatever has it. */
    void rename(Path target) throws IOException {
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Gives it a name that nothing has. A hard link is never made over anything, by whichever process; where there are
     * none, only the caller's lock is between the look and the name.
     *
     * @throws UfsException CONDITION_FAILED when something has the name
     */
    void nameWhereNothingIs(Path target, String name) throws IOException {
        nameWhereNothingIs(target, name, Files::createLink);
    }

    /** How a file gets one more name. */
    interface Linking {
        void link(Path target, Path existing) throws IOException;
    }

    /** The same, on a file system that links as it is told. */
    void nameWhereNothingIs(Path target, String name, Linking linking) throws IOException {
        try {
            linking.link(target, path);
        } catch (FileAlreadyExistsException e) {
            // A network file system that lost the answer to the link asks again, and meets its own.
            if (!isNamed(target)) {
                throw Failures.exists(name);
            }
        } catch (NoSuchFileException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            log.debug("{} gets no hard link", target, e);
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw Failures.exists(name);
            }
            rename(target);
            return;
        }
        removeOldName();
    }

    private boolean isNamed(Path target) throws IOException {
        FileState named = FileState.of(target, LinkOption.NOFOLLOW_LINKS);
        FileState staged = FileState.of(path);
        return named.device() == staged.device() && named.inode() == staged.inode();
    }

    private void removeOldName() {
        try {
            Files.delete(path);
        } catch (IOException e) {
            log.warn("{} stays behind until it is swept: {}", path, e.toString());
        }
    }

    /** Its state now that it has its name; by that where descriptors cannot be looked at. */
    FileState stateWhenNamed(Path target) throws IOException {
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
            channel.close();
            file.close();
            if (!published && disposable) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            log.warn("{} stays behind until it is swept: {}", path, e.toString());
        }
    }
}
