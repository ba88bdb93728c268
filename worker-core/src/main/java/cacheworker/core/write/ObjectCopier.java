package cacheworker.core.write;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.ByteRange;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.page.PageSlice;
import cacheworker.core.read.BodyPiece;
import cacheworker.core.read.ObjectBody;
import cacheworker.core.read.ObjectReader;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsStatus;
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

    /**
     * Copies.
     *
     * @param source what to copy
     * @param upload where it goes; closed on return
     * @return the state of the copy
     */
    UfsStatus copy(CachedObject source, ObjectUpload upload) throws UfsException {
        MessageDigest md5 = md5();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        try (upload;
                ObjectBody body =
                        reader.open(source, new ByteRange(0, source.status().length()))) {
            while (body.remaining() > 0) {
                try (BodyPiece piece = body.take()) {
                    transfer(piece, buffer, md5, upload);
                }
            }
            return upload.commit(HexFormat.of().formatHex(md5.digest()));
        }
    }

    private static void transfer(BodyPiece piece, ByteBuffer buffer, MessageDigest md5, ObjectUpload upload)
            throws UfsException {
        if (piece instanceof BodyPiece.Buffered buffered) {
            md5.update(buffered.bytes().duplicate());
            upload.write(buffered.bytes());
        } else if (piece instanceof BodyPiece.Cached cached) {
            transferSlice(cached.slice(), buffer, md5, upload);
        }
    }

    /** Through the channel: mapped memory of a truncated file would kill the process. */
    private static void transferSlice(PageSlice slice, ByteBuffer buffer, MessageDigest md5, ObjectUpload upload)
            throws UfsException {
        int done = 0;
        while (done < slice.length()) {
            buffer.clear().limit(Math.min(buffer.capacity(), slice.length() - done));
            read(slice, done, buffer);
            buffer.flip();
            done += buffer.remaining();
            md5.update(buffer.duplicate());
            upload.write(buffer);
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
