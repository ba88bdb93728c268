package cacheworker.ufs.local;

import cacheworker.core.ufs.UfsException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A regular file, open for reading, with the state that its descriptor shows. */
final class OpenFile implements AutoCloseable {
    private final RandomAccessFile file;
    private final Path handle;
    private final FileState state;

    private OpenFile(RandomAccessFile file, Path handle, FileState state) {
        this.file = file;
        this.handle = handle;
        this.state = state;
    }

    /**
     * Opens an object. FIFOs and devices are never opened, because opening one can block or do something.
     *
     * @throws UfsException NOT_FOUND when there is no regular file, DENIED when it is not in its bucket
     */
    static OpenFile open(LocalPaths paths, String name) throws UfsException {
        Path path = paths.existing(name);
        try {
            if (!FileState.of(path).isFile()) {
                throw Failures.notFound(name);
            }
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
            try {
                return checked(paths, name, path, file);
            } catch (IOException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw Failures.reading(name, e);
        }
    }

    private static OpenFile checked(LocalPaths paths, String name, Path path, RandomAccessFile file)
            throws IOException {
        @Nullable Path descriptor = Descriptors.pathOf(file);
        Path real = descriptor == null ? path.toRealPath() : Files.readSymbolicLink(descriptor);
        if (!paths.mayLeadTo(path, real)) {
            throw Failures.outside(name);
        }
        Path handle = descriptor == null ? path : descriptor;
        FileState state = FileState.of(handle);
        if (!state.isFile()) {
            throw Failures.notFound(name);
        }
        return new OpenFile(file, handle, state);
    }

    /** The state when it was opened. */
    FileState state() {
        return state;
    }

    /** A path that leads to this open file. */
    Path handle() {
        return handle;
    }

    FileChannel channel() {
        return file.getChannel();
    }

    /** Whether the file still has the bytes that it was opened with. */
    boolean isUnchanged() throws IOException {
        return state.sameBytes(FileState.of(handle));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
