package cacheworker.ufs.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Between a condition and the write that depends on it, nobody else of this process gives a name to a file or takes
 * one away. Other processes know nothing of it: only what the file system itself decides, such as that a hard link is
 * never made over a file, holds against them.
 *
 * <p>Held for renames and lookups, never while bytes are written or synced. The same for all roots, because one can lie
 * in another.
 */
final class NameLock {
    private static final int STRIPES = 512;
    private static final List<Lock> LOCKS =
            Stream.generate(() -> (Lock) new ReentrantLock()).limit(STRIPES).toList();

    private NameLock() {}

    /** What is done with a name. */
    interface Step<T> {
        T run() throws IOException;
    }

    /**
     * Does something while nobody else does anything with a name.
     *
     * @param parent its directory, a real path
     * @param name its last segment
     */
    static <T> T holding(Path parent, Path name, Step<T> step) throws IOException {
        Lock lock = LOCKS.get(Math.floorMod(parent.resolve(name).hashCode(), STRIPES));
        lock.lock();
        try {
            return step.run();
        } finally {
            lock.unlock();
        }
    }
}
