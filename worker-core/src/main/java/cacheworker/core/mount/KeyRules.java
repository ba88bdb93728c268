package cacheworker.core.mount;

import cacheworker.core.mount.NameException.Reason;
import cacheworker.core.ufs.UfsOptions;
import org.jspecify.annotations.Nullable;

/**
 * Which keys are refused, whatever storage they lead to. Intermediaries normalise {@code .} and {@code ..} segments, so a
 * key with one would name another object on its way; NUL and unpaired surrogates have no bytes that every storage and
 * every XML document keeps. Everything else is fine: {@code ?}, {@code \}, {@code *}, spaces, other control characters.
 */
final class KeyRules {
    private KeyRules() {}

    /** Refuses a key that no storage here holds. */
    static void require(String key) throws NameException {
        String flaw = flaw(key, key.length());
        if (flaw != null) {
            throw new NameException(Reason.BAD_KEY, "key '" + key + "' " + flaw);
        }
        requireUnreserved(key, key);
    }

    /** Refuses a path whose first segment belongs to the worker. */
    static void requireUnreserved(String path, String key) throws NameException {
        if (isReserved(path)) {
            throw new NameException(
                    Reason.RESERVED,
                    "key '" + key + "' lies under '" + UfsOptions.RESERVED_NAME + "', which belongs to the worker");
        }
    }

    /** Refuses a path with an empty segment, which a file system cannot hold. */
    static void requireNoEmptySegment(String path, String key) throws NameException {
        if (hasEmptySegment(path)) {
            throw new NameException(
                    Reason.BAD_KEY,
                    "key '" + key + "' has an empty segment ('//' or a leading '/'): this bucket is on a file system,"
                            + " which has no names like that");
        }
    }

    /** Whether {@link #require} lets a key pass. */
    static boolean isLegal(String key) {
        return flaw(key, key.length()) == null && !isReserved(key);
    }

    /** Whether a legal key can begin with these characters; the last segment may go on. */
    static boolean canBegin(String prefix) {
        boolean whole = prefix.indexOf('/') >= 0;
        return flaw(prefix, prefix.lastIndexOf('/') + 1) == null && !(whole && isReserved(prefix));
    }

    /** Whether a path has {@code //} in it or begins with a slash. */
    static boolean hasEmptySegment(String path) {
        return path.startsWith("/") || path.contains("//");
    }

    /** Whether the first segment of a path is the reserved name. */
    static boolean isReserved(String path) {
        String name = UfsOptions.RESERVED_NAME;
        return path.startsWith(name) && (path.length() == name.length() || path.charAt(name.length()) == '/');
    }

    /**
     * What is wrong with a name, or null.
     *
     * @param end segments that begin at or behind it are not looked at: they may be incomplete
     */
    static @Nullable String flaw(String name, int end) {
        int segment = 0;
        for (int i = 0; i <= name.length(); i++) {
            char unit = i < name.length() ? name.charAt(i) : '/';
            if (unit == '/') {
                if (segment < end && isDots(name, segment, i)) {
                    return "has a '.' or '..' segment";
                }
                segment = i + 1;
            } else if (unit == 0) {
                return "has a NUL character";
            } else if (isUnpaired(name, i)) {
                return "is not Unicode: it has half of a surrogate pair";
            }
        }
        return null;
    }

    private static boolean isDots(String name, int from, int to) {
        int length = to - from;
        return (length == 1 || length == 2) && name.charAt(from) == '.' && name.charAt(to - 1) == '.';
    }

    private static boolean isUnpaired(String name, int i) {
        char unit = name.charAt(i);
        if (Character.isHighSurrogate(unit)) {
            return i + 1 == name.length() || !Character.isLowSurrogate(name.charAt(i + 1));
        }
        return Character.isLowSurrogate(unit) && (i == 0 || !Character.isHighSurrogate(name.charAt(i - 1)));
    }
}
