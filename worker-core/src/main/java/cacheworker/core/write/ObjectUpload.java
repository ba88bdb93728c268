package cacheworker.core.write;

import cacheworker.core.base.Blocking;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsStatus;
import java.nio.ByteBuffer;

/** An object on its way to the UFS. Used by one thread; closing without a commit leaves the old object as it was. */
@Blocking
public interface ObjectUpload extends AutoCloseable {
    /**
     * Takes the remaining bytes of a buffer. The buffer belongs to the caller again when the call returns.
     *
     * @param bytes the next bytes, at most as many as the announced length has left
     * @throws UfsException any kind; the upload can then only be closed
     */
    void write(ByteBuffer bytes) throws UfsException;

    /**
     * Publishes the object. When this returns, the UFS has it durably and every later read sees it.
     *
     * @param content what is known of the bytes; its ETag is their MD5 in hex
     * @return the state of what was published
     * @throws UfsException any kind; {@link UfsException#outcomeUnknown()} tells whether it may have been published
     */
    UfsStatus commit(UfsContent content) throws UfsException;

    /** Aborts unless committed. Does nothing the second time. */
    @Override
    void close();
}
