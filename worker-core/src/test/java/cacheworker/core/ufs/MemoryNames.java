package cacheworker.core.ufs;

import java.nio.charset.StandardCharsets;

/** The names that {@link MemoryUfs} takes: what S3 takes, without the segments that lead elsewhere. */
final class MemoryNames {
    private static final int MAX_BYTES = 1024;

    private MemoryNames() {}

    static void check(String path) throws UfsException {
        for (String segment : path.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..") || segment.indexOf('\0') >= 0) {
                throw new UfsException(UfsException.Kind.BAD_NAME, "'" + path + "' has the segment '" + segment + "'");
            }
        }
        if (path.equals(UfsOptions.RESERVED_NAME) || path.startsWith(UfsOptions.RESERVED_NAME + "/")) {
            throw new UfsException(UfsException.Kind.BAD_NAME, "'" + path + "' is reserved");
        }
        if (path.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new UfsException(UfsException.Kind.NAME_TOO_LONG, "a path has more than " + MAX_BYTES + " bytes");
        }
    }
}
