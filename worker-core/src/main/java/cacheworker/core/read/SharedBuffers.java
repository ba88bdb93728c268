package cacheworker.core.read;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.BufferPool;
import cacheworker.core.base.NonBlocking;
import cacheworker.core.mount.Mount;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A pool of buffers of which every mount has some for itself: half of all are divided among the mounts, the other half
 * goes to whoever comes first. So mounts that hang with all that they can get leave the others their own. Safe for any
 * thread; the lock is never held while anything waits.
 */
final class SharedBuffers {
    private final BufferPool pool;
    private final int own;
    private final Map<String, Integer> held = new HashMap<>();
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private int common;

    /** Somebody who waits, and hears when a buffer has been set aside. */
    private record Waiting(String mount, CountDownLatch granted) {}

    /**
     * A pool that was not used before.
     *
     * @param pool the buffers; nobody else takes any
     * @param buffers how many it has
     * @param mounts how many mounts share it, 1 or more
     */
    SharedBuffers(BufferPool pool, int buffers, int mounts) {
        this.pool = pool;
        this.own = buffers / 2 / mounts;
        this.common = buffers - own * mounts;
    }

    /**
     * Takes a buffer if there is one for a mount.
     *
     * @return an empty buffer, to be given back with {@link #release}, or null when the mount has all that it can get
     */
    @NonBlocking
    @Nullable
    ByteBuffer tryAcquire(Mount mount) {
        return take(mount.path()) ? buffer(mount) : null;
    }

    /**
     * Whether there is a buffer for a mount now, which others may have taken in the next moment.
     *
     * @return false when the mount has all that it can get
     */
    @NonBlocking
    synchronized boolean hasFree(Mount mount) {
        return common > 0 || held.getOrDefault(mount.path(), 0) < own;
    }

    /**
     * Takes a buffer for a mount, waiting for one to come back; who waits longest comes first.
     *
     * @return an empty buffer, to be given back with {@link #release}, or null when none came back in time
     */
    @Blocking
    @Nullable
    ByteBuffer acquire(Mount mount, long timeoutMillis) throws InterruptedException {
        Waiting mine = new Waiting(mount.path(), new CountDownLatch(1));
        if (takeOrQueue(mine)) {
            return buffer(mount);
        }
        try {
            boolean granted = mine.granted().await(timeoutMillis, TimeUnit.MILLISECONDS);
            // One may have been set aside just when the time was over.
            return granted || !leaveQueue(mine) ? buffer(mount) : null;
        } catch (InterruptedException e) {
            if (!leaveQueue(mine)) {
                giveBack(mount.path());
            }
            throw e;
        }
    }

    private ByteBuffer buffer(Mount mount) {
        ByteBuffer buffer = null;
        try {
            buffer = pool.tryAcquire();
            if (buffer == null) {
                throw new IllegalStateException("fewer buffers than shares of them");
            }
            return buffer;
        } finally {
            if (buffer == null) {
                giveBack(mount.path());
            }
        }
    }

    /**
     * Gives a buffer back. The caller does not use it, nor any view of it, afterwards.
     *
     * @param mount the mount that it was taken for
     * @param buffer the buffer
     */
    @NonBlocking
    void release(Mount mount, ByteBuffer buffer) {
        pool.release(buffer);
        giveBack(mount.path());
    }

    /**
     * Bytes in buffers that are in use now.
     *
     * @return 0 or more
     */
    @NonBlocking
    long bytesInUse() {
        return pool.bytesInUse();
    }

    private synchronized boolean take(String mount) {
        int has = held.getOrDefault(mount, 0);
        if (has >= own && common == 0) {
            return false;
        }
        common -= has >= own ? 1 : 0;
        held.put(mount, has + 1);
        return true;
    }

    private synchronized boolean takeOrQueue(Waiting waiting) {
        boolean taken = take(waiting.mount());
        if (!taken) {
            queue.add(waiting);
        }
        return taken;
    }

    private synchronized boolean leaveQueue(Waiting waiting) {
        return queue.remove(waiting);
    }

    private synchronized void giveBack(String mount) {
        int has = held.getOrDefault(mount, 0);
        common += has > own ? 1 : 0;
        held.put(mount, has - 1);
        for (Iterator<Waiting> waiting = queue.iterator(); waiting.hasNext(); ) {
            Waiting next = waiting.next();
            if (take(next.mount())) {
                waiting.remove();
                next.granted().countDown();
                return;
            }
        }
    }
}
