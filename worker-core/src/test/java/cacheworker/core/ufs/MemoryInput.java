package cacheworker.core.ufs;

import cacheworker.core.base.ByteRange;
import java.nio.ByteBuffer;

/** Bytes of one version, which nobody can change. */
final class MemoryInput implements UfsInput {
    private final ByteBuffer bytes;
    private volatile boolean closed;

    MemoryInput(byte[] object, ByteRange range) {
        this.bytes = ByteBuffer.wrap(object, Math.toIntExact(range.offset()), Math.toIntExact(range.length()));
    }

    @Override
    public int read(ByteBuffer target) throws UfsException {
        if (closed) {
            throw new UfsException(UfsException.Kind.UNAVAILABLE, "the input is closed");
        }
        if (!bytes.hasRemaining()) {
            return -1;
        }
        int count = Math.min(bytes.remaining(), target.remaining());
        target.put(bytes.slice().limit(count));
        bytes.position(bytes.position() + count);
        return count;
    }

    @Override
    public void close() {
        closed = true;
    }
}
