package cacheworker.core.base;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of direct buffers of one size. Buffers are made when first needed and kept; their number is the
 * bound on the bytes that whoever uses the pool can have in flight. Safe for any thread.
 */
public final class BufferPool {
    private final int bufferSize;
    private final int limit;
    private final Semaphore permits;
    private final ConcurrentLinkedQueue<ByteBuffer> idle = new ConcurrentLinkedQueue<>();

    /**
     * A pool.
     *
     * @param bufferSize bytes of each buffer, 1 or more
     * @param limit number of buffers at most, 1 or more
     */
    public BufferPool(int bufferSize, int limit) {
        if (bufferSize < 1 || limit < 1) {
            throw new IllegalArgumentException(limit + " buffers of " + bufferSize + " bytes");
        }
        this.bufferSize = bufferSize;
        this.limit = limit;
        this.permits = new Semaphore(limit);
    }

    /**
     * Takes a buffer if there is one.
     *
     * @return an empty buffer, to be given back with {@link #release}, or null when all are in use
     */
    @NonBlocking
    public @Nullable ByteBuffer tryAcquire() {
        return permits.tryAcquire() ? buffer() : null;
    }

    /**
     * Takes a buffer, waiting for one to come back.
     *
     * @param timeoutMillis how long to wait at most
     * @return an empty buffer, to be given back with {@link #release}, or null when none came back in time
     * @throws InterruptedException when the waiting thread is interrupted
     */
    @Blocking
    public @Nullable ByteBuffer acquire(long timeoutMillis) throws InterruptedException {
        return permits.tryAcquire(timeoutMillis, TimeUnit.MILLISECONDS) ? buffer() : null;
    }

    private ByteBuffer buffer() {
        ByteBuffer buffer = idle.poll();
        if (buffer != null) {
            return buffer.clear();
        }
        boolean made = false;
        try {
            buffer = ByteBuffer.allocateDirect(bufferSize);
            made = true;
            return buffer;
        } finally {
            if (!made) {
                permits.release();
            }
        }
    }

    /**
     * Gives a buffer back. The caller does not use it, nor any view of it, afterwards.
     *
     * @param buffer one that came from this pool
     */
    @NonBlocking
    public void release(ByteBuffer buffer) {
        idle.add(buffer);
        permits.release();
    }

    /**
     * The size of a buffer.
     *
     * @return bytes
     */
    public int bufferSize() {
        return bufferSize;
    }

    /**
     * Bytes in buffers that are in use now.
     *
     * @return 0 or more
     */
    public long bytesInUse() {
        return (long) (limit - permits.availablePermits()) * bufferSize;
    }
}
