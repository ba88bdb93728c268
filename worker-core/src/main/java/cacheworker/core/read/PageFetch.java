package cacheworker.core.read;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.BufferPool;
import cacheworker.core.ufs.UfsException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One page on its way from the UFS to the page store. Readers who want it take its bytes as they arrive; when it is in
 * the store its buffer goes back at once, and readers go on from the store, however slow their clients are.
 *
 * <p>One thread fills ({@link #target}, {@link #arrived}), then one ends it ({@link #end}); any number read.
 */
final class PageFetch {
    /** {@link #read}: the page is in the store, go on from there. */
    static final int IN_STORE = 0;

    /** {@link #read}: the store did not take the page. */
    static final int NOWHERE = -1;

    private final int length;
    private final BufferPool pool;
    private final ByteBuffer buffer;

    private int available;
    private int copying;
    private boolean ended;
    private boolean kept;
    private @Nullable UfsException failure;

    /**
     * A fetch of a page.
     *
     * @param length bytes of the page, 1 or more
     * @param pool where the buffer goes back to
     * @param buffer at least as large as the page; belongs to the fetch
     */
    PageFetch(int length, BufferPool pool, ByteBuffer buffer) {
        this.length = length;
        this.pool = pool;
        this.buffer = buffer;
    }

    int length() {
        return length;
    }

    /**
     * Where the next bytes go.
     *
     * @param most at most so many bytes, so that readers get them soon
     * @return a view with room for at least one byte; only for the filling thread
     */
    synchronized ByteBuffer target(int most) {
        int size = Math.min(most, length - available);
        return buffer.slice(available, size);
    }

    /** Bytes arrived at the view that {@link #target} gave. */
    synchronized void arrived(int bytes) {
        available += bytes;
        notifyAll();
    }

    synchronized boolean isComplete() {
        return available == length;
    }

    /** The whole page; only for the thread that puts it into the store, before {@link #end}. */
    synchronized ByteBuffer whole() {
        return buffer.slice(0, length);
    }

    /**
     * Nothing more will be read from this fetch.
     *
     * @param inStore whether the page can be read from the store now
     * @param why why the fetch failed, or null when it did not
     */
    synchronized void end(boolean inStore, @Nullable UfsException why) {
        ended = true;
        kept = inStore;
        failure = why;
        giveBackWhenUnused();
        notifyAll();
    }

    private void giveBackWhenUnused() {
        if (ended && copying == 0) {
            pool.release(buffer);
        }
    }

    /**
     * Waits for bytes behind an offset and copies them.
     *
     * @param offset an offset inside the page
     * @param target receives at least one byte; needs room for one
     * @return bytes copied; {@link #IN_STORE} or {@link #NOWHERE} when the fetch ended before
     * @throws UfsException why the fetch failed
     */
    @Blocking
    int read(int offset, ByteBuffer target) throws UfsException {
        ByteBuffer source;
        synchronized (this) {
            awaitBytes(offset);
            if (failure != null) {
                throw new UfsException(
                        failure.kind(), "the page could not be fetched: " + failure.getMessage(), failure);
            }
            if (ended) {
                return kept ? IN_STORE : NOWHERE;
            }
            source = buffer.slice(offset, Math.min(available - offset, target.remaining()));
            copying++;
        }
        try {
            int bytes = source.remaining();
            target.put(source);
            return bytes;
        } finally {
            synchronized (this) {
                copying--;
                giveBackWhenUnused();
            }
        }
    }

    private synchronized void awaitBytes(int offset) throws UfsException {
        try {
            while (!ended && available <= offset) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UfsException(UfsException.Kind.UNAVAILABLE, "interrupted while waiting for a page", e);
        }
    }
}
