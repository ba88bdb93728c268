package cacheworker.core.ufs;

import cacheworker.core.base.Blocking;
import java.nio.ByteBuffer;

/**
 * An object being written. Used by one thread at a time.
 *
 * <p>Closing without a successful {@link #commit} aborts: the storage is left as it was.
 */
@Blocking
public interface UfsOutput extends AutoCloseable {
    /**
     * Takes the remaining bytes of a buffer. The buffer belongs to the caller again when the call returns.
     *
     * @param bytes the next bytes, at most as many as the announced length has left
     * @throws UfsException any kind; the object can then only be closed
     */
    void write(ByteBuffer bytes) throws UfsException;

    /**
     * Publishes the object, durably and at once. After an exception with {@link UfsException#outcomeUnknown()} the
     * object may or may not have been published; after any other exception it was not.
     *
     * @param etag hex MD5 of the bytes, to be kept with the object by a storage that has no ETags of its own
     * @return the state of exactly what was published, never that of a later write
     * @throws UfsException any kind; CONFLICT when something else took the name as a folder meanwhile
     */
    UfsStatus commit(String etag) throws UfsException;

    /** Aborts unless committed. Does nothing the second time. */
    @Override
    void close();
}
