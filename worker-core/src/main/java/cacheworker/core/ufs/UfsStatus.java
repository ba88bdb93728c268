package cacheworker.core.ufs;

/**
 * The state of one object or folder at one instant.
 *
 * @param path the path asked for
 * @param length bytes; 0 for a folder
 * @param lastModifiedMillis milliseconds since the epoch, cut to whole seconds so that every answer agrees
 * @param version opaque name of exactly these bytes: changes whenever they change, equal in every process that looks
 * @param content what is known of the bytes; its ETag is never empty: what was written with the object, or what the
 *     storage reports, or a hash of the version with {@code -1} behind it
 * @param attributes headers, user metadata and tags; {@link UfsAttributes#NONE} for what was written past the worker
 */
public record UfsStatus(
        String path,
        long length,
        long lastModifiedMillis,
        String version,
        UfsContent content,
        UfsAttributes attributes) {
    /** The ETag of no bytes, which is that of every folder: the MD5 of the empty string. */
    public static final String EMPTY_ETAG = "d41d8cd98f00b204e9800998ecf8427e";

    /**
     * The state of an object of whose bytes only the ETag is known.
     *
     * @param path the path asked for
     * @param length bytes
     * @param lastModifiedMillis milliseconds since the epoch, in whole seconds
     * @param version opaque name of exactly these bytes
     * @param etag without quotes, not empty
     * @param attributes headers and user metadata
     */
    public UfsStatus(
            String path, long length, long lastModifiedMillis, String version, String etag, UfsAttributes attributes) {
        this(path, length, lastModifiedMillis, version, UfsContent.of(etag), attributes);
    }

    /**
     * The ETag as S3 shows it.
     *
     * @return without quotes, not empty
     */
    public String etag() {
        return content.etag();
    }

    /**
     * Whether this is a folder.
     *
     * @return true when the path is empty or ends with a slash
     */
    public boolean isFolder() {
        return path.isEmpty() || path.endsWith("/");
    }

    /**
     * The state as a listing gives it.
     *
     * @return the same without attributes, checksum and parts
     */
    public UfsStatus withoutAttributes() {
        return new UfsStatus(path, length, lastModifiedMillis, version, etag(), UfsAttributes.NONE);
    }
}
