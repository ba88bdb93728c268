package cacheworker.core.write;

import cacheworker.core.ufs.UfsChecksum;
import java.nio.ByteBuffer;

/** Computes a checksum of bytes on their way. Used by one thread. */
public interface ContentDigest {
    /**
     * Takes the remaining bytes of a buffer.
     *
     * @param bytes the next bytes; the buffer's position may move
     */
    void update(ByteBuffer bytes);

    /**
     * The checksum of all bytes. To be called once, at the end.
     *
     * @return the checksum
     */
    UfsChecksum value();
}
