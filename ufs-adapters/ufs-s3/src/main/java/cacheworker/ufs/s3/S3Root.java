package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Where a UFS lies in a bucket. The one place where paths become keys and keys become paths.
 *
 * @param bucket name of the bucket
 * @param prefix what every key begins with: empty, or ending with a slash
 */
record S3Root(String bucket, String prefix) {
    /** Longest key that S3 has, bytes of UTF-8. */
    static final int MAX_KEY_BYTES = 1024;

    private static final String RESERVED_FOLDER = UfsOptions.RESERVED_NAME + "/";

    /** Reads {@code s3://bucket/some/prefix}. */
    static S3Root of(URI root) throws UfsException {
        String bucket = root.getAuthority();
        if (bucket == null || bucket.isEmpty() || bucket.contains("@") || bucket.contains(":")) {
            throw new UfsException(Kind.BAD_NAME, "no bucket in the root: expected s3://bucket or s3://bucket/prefix");
        }
        if (root.getRawQuery() != null || root.getRawFragment() != null) {
            throw new UfsException(
                    Kind.BAD_NAME, "'" + root + "' has a query or fragment: write ? as %3F and # as %23");
        }
        String path = root.getPath() == null ? "" : root.getPath();
        String prefix = path.startsWith("/") ? path.substring(1) : path;
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            prefix = prefix + "/";
        }
        if (hasDotSegment(prefix) || !isText(prefix)) {
            throw new UfsException(Kind.BAD_NAME, "'" + root + "' has a segment that no key may have");
        }
        return new S3Root(bucket, prefix);
    }

    /** The key of an object or folder that is to be written. The root has none. */
    String keyToWrite(String path) throws UfsException {
        if (path.isEmpty()) {
            throw new UfsException(Kind.BAD_NAME, "the root cannot be written or deleted");
        }
        String key = checked(path);
        if (isTooLong(key)) {
            throw new UfsException(Kind.NAME_TOO_LONG, "a key of more than " + MAX_KEY_BYTES + " bytes: '" + key + "'");
        }
        return key;
    }

    /** The key of something that may be there. */
    String keyToRead(String path) throws UfsException {
        String key = checked(path);
        if (isTooLong(key)) {
            throw new UfsException(Kind.NOT_FOUND, "no key has more than " + MAX_KEY_BYTES + " bytes: '" + key + "'");
        }
        return key;
    }

    private String checked(String path) throws UfsException {
        if (!isText(path)) {
            throw new UfsException(Kind.BAD_NAME, "'" + path + "' has a NUL or half a surrogate pair");
        }
        if (hasDotSegment(path)) {
            throw new UfsException(Kind.BAD_NAME, "'" + path + "' has the segment '.' or '..'");
        }
        if (isReserved(path)) {
            throw new UfsException(Kind.BAD_NAME, "'" + path + "' is the reserved name");
        }
        return prefix + path;
    }

    /** The path of a key below this root. */
    String path(String key) {
        return key.substring(prefix.length());
    }

    /** Whether a path is never listed: the worker's own, the root's marker, or one that nothing could ask for. */
    static boolean isHidden(String path) {
        return path.isEmpty() || isReserved(path) || hasDotSegment(path);
    }

    /** Whether nothing that is listed can begin with this. */
    boolean isBarren(String listPrefix) {
        String folder = listPrefix.substring(0, listPrefix.lastIndexOf('/') + 1);
        return !isText(listPrefix) || isTooLong(prefix + listPrefix) || (!folder.isEmpty() && isHidden(folder));
    }

    /**
     * A key to list from: that of a path, cut where no key goes on. Not greater than the path's own, so that nothing is
     * skipped.
     */
    String keyToListAfter(String startAfter) {
        if (startAfter.isEmpty()) {
            return "";
        }
        StringBuilder key = new StringBuilder(prefix);
        int bytes = prefix.getBytes(StandardCharsets.UTF_8).length;
        for (int i = 0; i < startAfter.length(); ) {
            int point = startAfter.codePointAt(i);
            bytes += utf8Length(point);
            if (bytes > MAX_KEY_BYTES || point == 0 || isLoneSurrogate(point)) {
                break;
            }
            key.appendCodePoint(point);
            i += Character.charCount(point);
        }
        return key.toString();
    }

    private static int utf8Length(int point) {
        return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    }

    private static boolean isReserved(String path) {
        return path.equals(UfsOptions.RESERVED_NAME) || path.startsWith(RESERVED_FOLDER);
    }

    /** Proxies between here and the service resolve such segments, so that another object would be meant. */
    private static boolean hasDotSegment(String path) {
        if (path.indexOf('.') < 0) {
            return false;
        }
        for (String segment : path.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isText(String path) {
        return path.codePoints().noneMatch(point -> point == 0 || isLoneSurrogate(point));
    }

    private static boolean isLoneSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    private static boolean isTooLong(String key) {
        return key.length() > MAX_KEY_BYTES || key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES;
    }
}
