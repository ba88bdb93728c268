package cacheworker.ufs.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * The body of an upload between the thread that writes it and the one that sends it: a small ring. The last byte is not
 * given out before {@link #releaseTail}, so that a service cannot take for whole what nobody has committed.
 */
final class UploadPipe extends InputStream {
    /** How many bytes wait at most; a body that is not longer is sent when it is whole. */
    static final int CAPACITY = 256 << 10;

    private final byte[] ring;
    private final long length;
    private long written;
    private long taken;
    private boolean tailReleased;
    private boolean broken;

    /**
     * A pipe.
     *
     * @param length bytes of the whole body
     */
    UploadPipe(long length) {
        this.length = length;
        this.ring = new byte[(int) Math.min(length, CAPACITY)];
    }

    /** Takes as much of a buffer as there is room for, without waiting. */
    synchronized void offer(ByteBuffer bytes) {
        while (bytes.hasRemaining() && written - taken < ring.length) {
            int start = (int) (written % ring.length);
            int room = (int) Math.min(ring.length - start, ring.length - (written - taken));
            int count = Math.min(room, bytes.remaining());
            bytes.get(ring, start, count);
            written += count;
        }
        notifyAll();
    }

    /**
     * Waits for room.
     *
     * @param patience how long the service may take nothing
     * @return false when it took nothing for so long, or the pipe is broken
     */
    synchronized boolean awaitRoom(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!broken && written - taken == ring.length) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return !broken;
    }

    synchronized long written() {
        return written;
    }

    synchronized void releaseTail() {
        tailReleased = true;
        notifyAll();
    }

    /** Whether all bytes were given out, so that the service may have them. */
    synchronized boolean isDrained() {
        return taken == length;
    }

    /** Ends both sides. */
    synchronized void breakOff() {
        broken = true;
        notifyAll();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int most) throws IOException {
        if (most == 0) {
            return 0;
        }
        awaitBytes();
        if (taken == length) {
            return -1;
        }
        int start = (int) (taken % ring.length);
        int count = (int) Math.min(Math.min(most, ring.length - start), readable());
        System.arraycopy(ring, start, target, offset, count);
        taken += count;
        notifyAll();
        return count;
    }

    private synchronized void awaitBytes() throws IOException {
        while (!broken && taken < length && readable() == 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (IOException) new InterruptedIOException("the upload is interrupted").initCause(e);
            }
        }
        if (broken) {
            throw new IOException("the upload is aborted");
        }
    }

    private synchronized long readable() {
        return Math.min(written, tailReleased ? length : length - 1) - taken;
    }
}
