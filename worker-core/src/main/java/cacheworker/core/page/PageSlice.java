package cacheworker.core.page;

import cacheworker.core.base.NonBlocking;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A run of bytes of one object that lies in one region file, with the lease that keeps the region readable. Whoever
 * holds the slice closes it, once the bytes were handed to the kernel.
 */
@NonBlocking
public final class PageSlice implements AutoCloseable {
    private final FileChannel channel;
    private final ByteBuffer mapped;
    private final long position;
    private final Runnable lease;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * A slice.
     *
     * @param channel the region's file, opened for reading; never closed by the holder of a slice
     * @param mapped the same bytes, mapped read-only
     * @param position where the bytes begin in the file
     * @param lease gives the lease back; runs once
     */
    PageSlice(FileChannel channel, ByteBuffer mapped, long position, Runnable lease) {
        this.channel = channel;
        this.mapped = mapped;
        this.position = position;
        this.lease = lease;
    }

    /**
     * The region's file.
     *
     * @return a channel for positional reads and sendfile; not to be closed
     */
    public FileChannel channel() {
        return channel;
    }

    /**
     * Where the bytes begin in the file.
     *
     * @return offset in bytes
     */
    public long position() {
        return position;
    }

    /**
     * How many bytes there are.
     *
     * @return 1 or more
     */
    public int length() {
        return mapped.remaining();
    }

    /**
     * The bytes as mapped memory. Only for system calls that take a buffer: when the file was truncated behind the
     * worker's back, a system call fails with EFAULT, but code that reads the memory itself kills the process.
     *
     * @return a read-only view of its own
     */
    public ByteBuffer mapped() {
        return mapped.duplicate();
    }

    /** Gives the lease back. Does nothing the second time. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            lease.run();
        }
    }
}
