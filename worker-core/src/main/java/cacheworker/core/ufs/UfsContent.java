package cacheworker.core.ufs;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the bytes of an object, beside how many they are.
 *
 * @param etag the ETag as S3 shows it, without quotes; the hex MD5 of bytes that were written in one piece
 * @param checksum their checksum; null when none is kept
 * @param parts how they were uploaded
 * @param complete whether the storage was asked for all of it; if not, a checksum that is null may be kept all the same
 */
public record UfsContent(String etag, @Nullable UfsChecksum checksum, UfsParts parts, boolean complete) {
    /**
     * All that is known of bytes.
     *
     * @param etag without quotes
     * @param checksum null when none is kept
     * @param parts how they were uploaded
     */
    public UfsContent(String etag, @Nullable UfsChecksum checksum, UfsParts parts) {
        this(etag, checksum, parts, true);
    }

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
