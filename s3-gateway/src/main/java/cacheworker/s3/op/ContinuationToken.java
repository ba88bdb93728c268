package cacheworker.s3.op;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.error.S3Exception;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * The continuation token of ListObjectsV2: the last key or common prefix of the page before, with a checksum over it
 * and the bucket, so that a token that was cut, changed or belongs to another bucket is refused rather than listing
 * from anywhere. Clients must not look into it.
 */
@NonBlocking
final class ContinuationToken {
    private static final byte FORM = 1;
    private static final int HEAD = 1 + Integer.BYTES;

    private ContinuationToken() {}

    static String encode(String bucket, String last) {
        byte[] path = last.getBytes(StandardCharsets.UTF_8);
        ByteBuffer token = ByteBuffer.allocate(HEAD + path.length);
        token.put(FORM).putInt(checksum(bucket, path)).put(path);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /**
     * Reads a token.
     *
     * @param bucket the bucket it is used on
     * @param text the token
     * @return the key or common prefix to go on behind
     * @throws S3Exception INVALID_ARGUMENT when no listing of that bucket gave it out
     */
    static String decode(String bucket, String text) throws S3Exception {
        ByteBuffer token = bytes(text);
        if (token.remaining() < HEAD || token.get() != FORM) {
            throw refused(text);
        }
        int checksum = token.getInt();
        byte[] path = new byte[token.remaining()];
        token.duplicate().get(path);
        if (checksum != checksum(bucket, path)) {
            throw refused(text);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(token).toString();
        } catch (CharacterCodingException e) {
            throw refused(text);
        }
    }

    private static ByteBuffer bytes(String text) throws S3Exception {
        try {
            return ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw refused(text);
        }
    }

    private static int checksum(String bucket, byte[] path) {
        CRC32C crc = new CRC32C();
        crc.update(bucket.getBytes(StandardCharsets.UTF_8));
        crc.update(0);
        crc.update(path);
        return (int) crc.getValue();
    }

    private static S3Exception refused(String text) {
        return QueryParameters.invalid("continuation-token", text, "a token that a listing of this bucket gave");
    }
}
