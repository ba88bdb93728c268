package cacheworker.core.ufs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Collects the bytes of one object and publishes them at once. */
final class MemoryOutput implements UfsOutput {
    private final MemoryUfs ufs;
    private final String path;
    private final UfsCreateOptions options;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private boolean closed;

    MemoryOutput(MemoryUfs ufs, String path, UfsCreateOptions options) {
        this.ufs = ufs;
        this.path = path;
        this.options = options;
    }

    @Override
    public void write(ByteBuffer bytes) throws UfsException {
        checkOpen();
        if (collected.size() + (long) bytes.remaining() > options.length()) {
            closed = true;
            throw new UfsException(
                    UfsException.Kind.UNSUPPORTED, "'" + path + "' was announced with " + options.length() + " bytes");
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        collected.write(copy, 0, copy.length);
    }

    @Override
    public UfsStatus commit(UfsContent content) throws UfsException {
        checkOpen();
        closed = true;
        if (collected.size() != options.length()) {
            throw new UfsException(
                    UfsException.Kind.UNSUPPORTED,
                    "'" + path + "' has " + collected.size() + " bytes, not the announced " + options.length());
        }
        return ufs.publish(path, collected.toByteArray(), content, options);
    }

    @Override
    public void close() {
        closed = true;
    }

    private void checkOpen() throws UfsException {
        if (closed) {
            throw new UfsException(UfsException.Kind.UNSUPPORTED, "'" + path + "' was committed, aborted or broken");
        }
    }
}
