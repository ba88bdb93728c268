package cacheworker.core.page;

import cacheworker.core.base.NonBlocking;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * A run of bytes of one object that lies in one region file, with the lease that keeps the region readable. Whoever
 * holds the slice closes it, once the bytes were handed to the kernel.
 */
@NonBlocking
public final class PageSlice implements AutoCloseable {
    private static final AtomicIntegerFieldUpdater<PageSlice> CLOSED =
            AtomicIntegerFieldUpdater.newUpdater(PageSlice.class, "closed");

    private final FileChannel channel;
    private final MappedByteBuffer region;
    private final int position;
    private final int length;
    private final Runnable lease;

    /** 1 when the lease was given back. */
    @SuppressWarnings("UnusedVariable") // its updater uses it
    private volatile int closed;

    /**
     * A slice.
     *
     * @param channel the region's file, opened for reading; never closed by the holder of a slice
     * @param region the whole file, mapped read-only
     * @param position where the bytes begin in the file
     * @param length how many there are, 1 or more
     * @param lease gives the lease back; runs once
     */
    PageSlice(FileChannel channel, MappedByteBuffer region, int position, int length, Runnable lease) {
        this.channel = channel;
        this.region = region;
        this.position = position;
        this.length = length;
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
        return length;
    }

    /**
     * The bytes as mapped memory. Only for system calls that take a buffer: when the file was truncated behind the
     * worker's back, a system call fails with EFAULT, but code that reads the memory itself kills the process.
     *
     * @return a read-only view of its own
     */
    public ByteBuffer mapped() {
        return region.slice(position, length);
    }

    /** Gives the lease back. Does nothing the second time. */
    @Override
    public void close() {
        if (CLOSED.compareAndSet(this, 0, 1)) {
            lease.run();
        }
    }
}
