package cacheworker.ufs.local;

import cacheworker.ufs.local.names.NameRun;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The names of one directory as they were at one time, shared by the cursors that go through them and the cache that
 * keeps them for the next. Whoever lets go last gives them back.
 */
final class SharedNames {
    private final NameRun names;
    private final FileState directory;
    private final long readAtMillis;
    private final long readAtNanos;
    private final AtomicLong liveBytes;
    private int holders = 1;

    /**
     * Held by the caller.
     *
     * @param directory its state before it was read
     * @param readAtMillis when reading began, by the clock that sets modification times
     * @param readAtNanos the same by {@link System#nanoTime}
     * @param liveBytes the memory of all runs, to which this one's belongs until the last holder lets go
     */
    SharedNames(NameRun names, FileState directory, long readAtMillis, long readAtNanos, AtomicLong liveBytes) {
        this.names = names;
        this.directory = directory;
        this.readAtMillis = readAtMillis;
        this.readAtNanos = readAtNanos;
        this.liveBytes = liveBytes;
        liveBytes.addAndGet(names.heapBytes());
    }

    NameRun names() {
        return names;
    }

    FileState directory() {
        return directory;
    }

    long readAtMillis() {
        return readAtMillis;
    }

    long readAtNanos() {
        return readAtNanos;
    }

    /** One more holder; false when the last one has let go already. */
    synchronized boolean hold() {
        if (holders == 0) {
            return false;
        }
        holders++;
        return true;
    }

    synchronized void release() {
        holders--;
        if (holders == 0) {
            liveBytes.addAndGet(-names.heapBytes());
            names.close();
        }
    }
}
