package cacheworker.s3.request;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.zip.Checksum;

/** A digest or checksum over bytes that arrive piece by piece. Used by one thread. */
interface RunningDigest {
    /**
     * Takes the remaining bytes; the buffer's position moves to its limit.
     *
     * @param bytes the next piece
     */
    void update(ByteBuffer bytes);

    /**
     * The value over all bytes, big-endian. To be called once, at the end.
     *
     * @return the value
     */
    byte[] value();

    static RunningDigest of(MessageDigest digest) {
        return new RunningDigest() {
            @Override
            public void update(ByteBuffer bytes) {
                digest.update(bytes);
            }

            @Override
            public byte[] value() {
                return digest.digest();
            }
        };
    }

    static RunningDigest of(Checksum checksum, int length) {
        return new RunningDigest() {
            @Override
            public void update(ByteBuffer bytes) {
                checksum.update(bytes);
            }

            @Override
            public byte[] value() {
                byte[] value = new byte[length];
                long rest = checksum.getValue();
                for (int i = length - 1; i >= 0; i--) {
                    value[i] = (byte) rest;
                    rest >>>= 8;
                }
                return value;
            }
        };
    }
}
