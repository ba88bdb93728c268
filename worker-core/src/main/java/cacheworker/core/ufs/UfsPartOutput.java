package cacheworker.core.ufs;

import cacheworker.core.base.Blocking;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A part being written. Used by one thread at a time. Closing without a {@link #commit} leaves no trace of it. */
@Blocking
public interface UfsPartOutput extends AutoCloseable {
    /**
     * Takes the remaining bytes of a buffer. The buffer belongs to the caller again when the call returns.
     *
     * @param bytes the next bytes, at most as many as the announced length has left
     * @throws UfsException any kind; the part can then only be closed
     */
    void write(ByteBuffer bytes) throws UfsException;

    /**
     * Stores the part, durably, in place of one with the same number.
     *
     * @param etag hex MD5 of the bytes
     * @param checksum their checksum, kept with the part with {@link UfsCapability#CONTENT}; null for none
     * @return the part
     * @throws UfsException NO_SUCH_UPLOAD when the upload ended meanwhile; any other kind
     */
    UfsPart commit(String etag, @Nullable UfsChecksum checksum) throws UfsException;

    /**
     * Stores a part without a checksum.
     *
     * @param etag hex MD5 of the bytes
     * @return the part
     * @throws UfsException as {@link #commit(String, UfsChecksum)}
     */
    default UfsPart commit(String etag) throws UfsException {
        return commit(etag, null);
    }

    /** Aborts unless committed. Does nothing the second time. */
    @Override
    void close();
}
