package cacheworker.core.ufs;

import org.jspecify.annotations.Nullable;

/**
 * One part of an upload.
 *
 * @param number 1 to {@link UfsMultipart#MOST_PARTS}
 * @param length bytes, 0 or more
 * @param etag hex MD5 of its bytes, without quotes, in lower case
 * @param lastModifiedMillis when it was stored, milliseconds since the epoch
 * @param checksum that of its bytes; null when none is kept
 */
public record UfsPart(
        int number,
        long length,
        String etag,
        long lastModifiedMillis,
        @Nullable UfsChecksum checksum) {
    /**
     * A part without a checksum.
     *
     * @param number 1 to {@link UfsMultipart#MOST_PARTS}
     * @param length bytes, 0 or more
     * @param etag hex MD5 of its bytes
     * @param lastModifiedMillis when it was stored
     */
    public UfsPart(int number, long length, String etag, long lastModifiedMillis) {
        this(number, length, etag, lastModifiedMillis, null);
    }

    /**
     * The same part with another checksum.
     *
     * @param other that of its bytes; null for none
     * @return the part
     */
    public UfsPart withChecksum(@Nullable UfsChecksum other) {
        return new UfsPart(number, length, etag, lastModifiedMillis, other);
    }
}
