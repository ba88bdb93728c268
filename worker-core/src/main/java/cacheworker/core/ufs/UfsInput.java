package cacheworker.core.ufs;

import cacheworker.core.base.Blocking;
import java.nio.ByteBuffer;

/**
 * Bytes of one version of an object, in order. Used by one thread at a time.
 *
 * <p>Every byte that {@link #read} gives out belongs to the version that was asked for: an adapter whose storage
 * cannot promise that by itself checks the version after it read the bytes and before it gives them out.
 */
@Blocking
public interface UfsInput extends AutoCloseable {
    /**
     * Reads some bytes.
     *
     * @param target receives at least one byte, at its position, unless it is full
     * @return number of bytes, or -1 when the whole range was given out
     * @throws UfsException CHANGED when the version does not hold any more; UNAVAILABLE when the storage ends the bytes
     *     before the range ends
     */
    int read(ByteBuffer target) throws UfsException;

    /**
     * Gives back the connection or descriptor. Does nothing the second time; may be called by another thread to end a
     * read.
     */
    @Override
    void close();
}
