package cacheworker.core.ufs;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the bytes of an object, beside how many they are.
 *
 * @param etag the ETag as S3 shows it, without quotes; the hex MD5 of bytes that were written in one piece
 * @param checksum their checksum; null when none is kept
 * @param parts how they were uploaded
 */
public record UfsContent(String etag, @Nullable UfsChecksum checksum, UfsParts parts) {
    /**
     * Bytes of which only the ETag is known.
     *
     * @param etag without quotes
     * @return the content
     */
    public static UfsContent of(String etag) {
        return new UfsContent(etag, null, UfsParts.NONE);
    }
}
