package cacheworker.core.read;

import cacheworker.core.page.PageSlice;
import java.nio.ByteBuffer;

/** The next bytes of a body. Whoever takes a piece closes it, once its bytes were handed to the kernel. */
public sealed interface BodyPiece extends AutoCloseable {
    /**
     * How many bytes the piece has.
     *
     * @return 1 or more
     */
    int length();

    /** Gives back what the piece holds. Does nothing the second time. */
    @Override
    void close();

    /**
     * Bytes that lie in the page cache, can be sent from there, and are in memory now.
     *
     * @param slice the bytes
     */
    record Cached(PageSlice slice) implements BodyPiece {
        @Override
        public int length() {
            return slice.length();
        }

        @Override
        public void close() {
            slice.close();
        }
    }

    /**
     * Bytes in a buffer.
     *
     * @param bytes a direct buffer, ready to be read; not to be used after {@link #close}
     * @param release gives the buffer back; safe to run more than once
     */
    record Buffered(ByteBuffer bytes, Runnable release) implements BodyPiece {
        @Override
        public int length() {
            return bytes.remaining();
        }

        @Override
        public void close() {
            release.run();
        }
    }
}
