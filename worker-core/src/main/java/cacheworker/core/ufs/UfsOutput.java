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
     * @param content what is known of the bytes, to be kept with the object: the ETag by a storage that has none of its
     *     own, checksum and parts by one that has {@link UfsCapability#CONTENT}
     * @return the state of exactly what was published, never that of a later write
     * @throws UfsException any kind; CONFLICT when something else took the name as a folder meanwhile;
     *     CONDITION_FAILED, NOT_FOUND or RACED when the condition it was begun with does not hold now, whatever it was
     *     then
     */
    UfsStatus commit(UfsContent content) throws UfsException;

    /**
     * Publishes an object of whose bytes only the MD5 is known.
     *
     * @param md5 in hex
     * @return as {@link #commit(UfsContent)}
     * @throws UfsException as {@link #commit(UfsContent)}
     */
    default UfsStatus commit(String md5) throws UfsException {
        return commit(UfsContent.of(md5));
    }

    /** Aborts unless committed. Does nothing the second time. */
    @Override
    void close();
}
