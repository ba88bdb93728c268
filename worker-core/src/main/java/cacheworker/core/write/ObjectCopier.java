package cacheworker.core.write;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.ByteRange;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.page.PageSlice;
import cacheworker.core.read.BodyPiece;
import cacheworker.core.read.ObjectBody;
import cacheworker.core.read.ObjectReader;
import cacheworker.core.ufs.UfsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Copies an object by reading it and writing it again. */
@Blocking
final class ObjectCopier {
    private static final int BUFFER_BYTES = 64 << 10;

    private final ObjectReader reader;

    ObjectCopier(ObjectReader reader) {
        this.reader = reader;
    }

    /** Takes the remaining bytes of a buffer. */
    interface Sink {
        void write(ByteBuffer bytes) throws UfsException;
    }

    /**
     * Copies bytes.
     *
     * @param source what to copy
     * @param range which bytes of it
     * @param sink where they go
     * @return hex MD5 of the bytes
     */
    String copy(CachedObject source, ByteRange range, Sink sink) throws UfsException {
        MessageDigest md5 = md5();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        try (ObjectBody body = reader.open(source, range)) {
            while (body.remaining() > 0) {
                try (BodyPiece piece = body.take()) {
                    transfer(piece, buffer, md5, sink);
                }
            }
            return HexFormat.of().formatHex(md5.digest());
        }
    }

    private static void transfer(BodyPiece piece, ByteBuffer buffer, MessageDigest md5, Sink sink) throws UfsException {
        if (piece instanceof BodyPiece.Buffered buffered) {
            md5.update(buffered.bytes().duplicate());
            sink.write(buffered.bytes());
        } else if (piece instanceof BodyPiece.Cached cached) {
            transferSlice(cached.slice(), buffer, md5, sink);
        }
    }

    /** Through the channel: mapped memory of a truncated file would kill the process. */
    private static void transferSlice(PageSlice slice, ByteBuffer buffer, MessageDigest md5, Sink sink)
            throws UfsException {
        int done = 0;
        while (done < slice.length()) {
            buffer.clear().limit(Math.min(buffer.capacity(), slice.length() - done));
            read(slice, done, buffer);
            buffer.flip();
            done += buffer.remaining();
            md5.update(buffer.duplicate());
            sink.write(buffer);
        }
    }

    private static void read(PageSlice slice, int offset, ByteBuffer buffer) throws UfsException {
        try {
            if (slice.channel().read(buffer, slice.position() + offset) <= 0) {
                throw new UfsException(UfsException.Kind.UNAVAILABLE, "a cached page broke off while it was copied");
            }
        } catch (IOException e) {
            throw new UfsException(UfsException.Kind.UNAVAILABLE, "a cached page could not be read for a copy", e);
        }
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
