package cacheworker.core.write;

import cacheworker.core.base.Blocking;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsStatus;
import java.nio.ByteBuffer;

/** An object on its way to the UFS. Used by one thread; closing without a commit leaves the old object as it was. */
@Blocking
public interface ObjectUpload extends AutoCloseable {
    /** Takes the remaining bytes of the buffer. */
    void write(ByteBuffer bytes) throws UfsException;

    /** Publishes the object; what it returns is durable. {@code etag} is the hex MD5 of the bytes. */
    UfsStatus commit(String etag) throws UfsException;

    @Override
    void close();
}
