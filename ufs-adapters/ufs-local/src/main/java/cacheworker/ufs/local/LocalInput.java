package cacheworker.ufs.local;

import cacheworker.core.base.ByteRange;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads an open file, and looks at its state after every piece, before the caller gets it. */
final class LocalInput implements UfsInput {
    private static final Logger log = LoggerFactory.getLogger(LocalInput.class);

    /** What is read between two looks at the state, bytes. */
    private static final int PIECE = 256 * 1024;

    private final String name;
    private final OpenFile file;
    private final long end;
    private long position;

    /** Takes over the file. */
    LocalInput(String name, OpenFile file, ByteRange range) {
        this.name = name;
        this.file = file;
        this.position = range.offset();
        this.end = range.end();
    }

    @Override
    public int read(ByteBuffer target) throws UfsException {
        if (!target.hasRemaining()) {
            return 0;
        }
        if (position >= end) {
            return -1;
        }
        int start = target.position();
        int limit = target.limit();
        target.limit(start + (int) Math.min(Math.min(limit - start, PIECE), end - position));
        int count = -1;
        try {
            count = file.channel().read(target, position);
            checkVersion(count);
            position += count;
            return count;
        } catch (IOException e) {
            target.position(start);
            throw Failures.reading(name, e);
        } finally {
            target.limit(limit);
        }
    }

    private void checkVersion(int count) throws IOException {
        if (!file.isUnchanged()) {
            throw new UfsException(Kind.CHANGED, "'" + name + "' was changed while it was read");
        }
        if (count <= 0) {
            throw new UfsException(Kind.UNAVAILABLE, "'" + name + "' ended at " + position + ", before " + end);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            log.debug("closing '{}' after reading", name, e);
        }
    }
}
