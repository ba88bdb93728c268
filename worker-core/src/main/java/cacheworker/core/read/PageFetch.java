package cacheworker.core.read;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.NonBlocking;
import cacheworker.core.ufs.UfsException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One page on its way from the UFS to the page store. Readers who want it take its bytes as they arrive; when it is in
 * the store its buffer goes back at once, and readers go on from the store, however slow their clients are.
 *
 * <p>One thread fills ({@link #target}, {@link #arrived}), then one ends it ({@link #end}); any number read.
 */
final class PageFetch {
    /** {@link #await}: the page is in the store, go on from there. */
    static final int IN_STORE = 0;

    /** {@link #await}: the store did not take the page. */
    static final int NOWHERE = -1;

    private final int length;
    private final Consumer<ByteBuffer> giveBack;
    private final ByteBuffer buffer;
    private final long patienceNanos;

    private int available;
    private int copying;
    private boolean ended;
    private boolean kept;
    private @Nullable UfsException failure;
    private long progressNanos = System.nanoTime();

    /**
     * A fetch of a page.
     *
     * @param length bytes of the page, 1 or more
     * @param giveBack takes the buffer when nobody needs it any more
     * @param buffer at least as large as the page; belongs to the fetch
     * @param patience how long nothing may arrive before readers are told so
     */
    PageFetch(int length, Consumer<ByteBuffer> giveBack, ByteBuffer buffer, Duration patience) {
        this.length = length;
        this.giveBack = giveBack;
        this.buffer = buffer;
        this.patienceNanos = patience.toNanos();
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
        progressNanos = System.nanoTime();
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
            giveBack.accept(buffer);
        }
    }

    /**
     * Waits until there are bytes behind an offset, or the fetch has ended.
     *
     * @param offset an offset inside the page
     * @return bytes that can be copied from there now, 1 or more; {@link #IN_STORE} or {@link #NOWHERE} when the fetch
     *     ended
     * @throws UfsException why the fetch failed; UNAVAILABLE when nothing has arrived for too long
     */
    @Blocking
    synchronized int await(int offset) throws UfsException {
        try {
            while (!ended && available <= offset) {
                long left = patienceNanos - (System.nanoTime() - progressNanos);
                if (left <= 0) {
                    throw new UfsException(
                            UfsException.Kind.UNAVAILABLE,
                            "the UFS has not sent a byte of the page for "
                                    + TimeUnit.NANOSECONDS.toSeconds(patienceNanos) + " s");
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UfsException(UfsException.Kind.UNAVAILABLE, "interrupted while waiting for a page", e);
        }
        return ready(offset);
    }

    private int ready(int offset) throws UfsException {
        if (failure != null) {
            throw new UfsException(failure.kind(), "the page could not be fetched: " + failure.getMessage(), failure);
        }
        if (ended) {
            return kept ? IN_STORE : NOWHERE;
        }
        return available - offset;
    }

    /**
     * Copies bytes that {@link #await} found.
     *
     * @param offset the same offset
     * @param target receives at least one byte; needs room for one
     * @return bytes copied; {@link #IN_STORE} or {@link #NOWHERE} when the fetch ended meanwhile
     * @throws UfsException why the fetch failed
     */
    @NonBlocking
    int copy(int offset, ByteBuffer target) throws UfsException {
        ByteBuffer source;
        synchronized (this) {
            int ready = ready(offset);
            if (ready <= 0) {
                return ready;
            }
            source = buffer.slice(offset, Math.min(ready, target.remaining()));
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
}
