package cacheworker.core.read;

import cacheworker.core.base.Blocking;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.mount.Mount;
import cacheworker.core.ufs.UfsException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Buffers in which bytes go to a client that do not lie in the page store. Whoever takes one has bytes to put into it,
 * or an open read of the UFS; nobody holds one while it waits for a UFS to begin.
 */
final class Chunks {
    /** How long a reader waits for a chunk that others hold. */
    private static final long WAIT_MILLIS = 30_000;

    private final SharedBuffers buffers;

    Chunks(SharedBuffers buffers) {
        this.buffers = buffers;
    }

    /** Puts bytes into a chunk. */
    @FunctionalInterface
    interface Source {
        /** Gives the number of bytes that it put, or 0 or less when it has none any more. */
        int read(ByteBuffer chunk) throws UfsException;
    }

    /**
     * A piece of what a source has.
     *
     * @param object whose bytes they are
     * @param most how many bytes are wanted at most, 1 or more
     * @param source gives the bytes
     * @return the piece, or null when the source had nothing
     */
    @Blocking
    BodyPiece.@Nullable Buffered piece(CachedObject object, long most, Source source) throws UfsException {
        Mount mount = object.location().mount();
        ByteBuffer chunk = acquire(object);
        boolean used = false;
        try {
            chunk.limit((int) Math.min(chunk.capacity(), most));
            used = source.read(chunk) > 0;
        } finally {
            if (!used) {
                buffers.release(mount, chunk);
            }
        }
        AtomicBoolean released = new AtomicBoolean();
        return !used
                ? null
                : new BodyPiece.Buffered(chunk.flip(), () -> {
                    if (released.compareAndSet(false, true)) {
                        buffers.release(mount, chunk);
                    }
                });
    }

    private ByteBuffer acquire(CachedObject object) throws UfsException {
        try {
            ByteBuffer chunk = buffers.acquire(object.location().mount(), WAIT_MILLIS);
            if (chunk == null) {
                throw new UfsException(
                        UfsException.Kind.THROTTLED,
                        "no buffer for " + object.key() + " within " + WAIT_MILLIS + " ms: others of its mount hold"
                                + " all that it can get");
            }
            return chunk;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UfsException(UfsException.Kind.UNAVAILABLE, "interrupted while waiting for a buffer", e);
        }
    }

    /** Bytes in chunks that are in use now. */
    long bytesInUse() {
        return buffers.bytesInUse();
    }
}
