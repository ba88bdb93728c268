package cacheworker.core.mount;

import cacheworker.core.mount.NameException.Reason;
import cacheworker.core.ufs.UfsOptions;
import org.jspecify.annotations.Nullable;

/**
 * Which keys are refused, whatever storage they lead to. Intermediaries normalise {@code .} and {@code ..} segments,
 * so a key with one would name another object on its way; NUL and unpaired surrogates have no bytes that every storage
 * and every XML document keeps. Everything else is fine: {@code ?}, {@code \}, {@code *}, spaces, other control
 * characters.
 */
final class KeyRules {
    private KeyRules() {}

    /** Refuses a key that no storage here holds. */
    static void require(String key) throws NameException {
        String flaw = flaw(key, key.length());
        if (flaw != null) {
            throw new NameException(Reason.BAD_KEY, "key '" + key + "' " + flaw);
        }
        requireUnreserved(isReserved(key), key);
    }

    private static void requireUnreserved(boolean reserved, String key) throws NameException {
        if (reserved) {
            throw new NameException(
                    Reason.RESERVED,
                    "key '" + key + "' has the segment '" + UfsOptions.RESERVED_NAME
                            + "', which belongs to the worker");
        }
    }

    /**
     * Refuses a path that its UFS must not get.
     *
     * @param path where a key leads
     * @param hierarchical whether the UFS is a file system: those have no empty segments, and one mounted below the
     *     root has a reserved name of its own
     */
    static void requirePath(String path, boolean hierarchical, String key) throws NameException {
        requireUnreserved(hierarchical ? hasReserved(path) : isReserved(path), key);
        if (hierarchical && hasEmptySegment(path)) {
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

    /** Whether {@link #requirePath} lets a path pass. */
    static boolean isLegalPath(String path, boolean hierarchical) {
        return hierarchical ? !hasReserved(path) && !hasEmptySegment(path) : !isReserved(path);
    }

    /** Whether a path has {@code //} in it or begins with a slash. */
    private static boolean hasEmptySegment(String path) {
        return path.startsWith("/") || path.contains("//");
    }

    /** Whether the first segment of a path is the reserved name, as a file system that ignores case would read it. */
    static boolean isReserved(String path) {
        return isReservedAt(path, 0);
    }

    /** Whether any segment of a path is the reserved name. */
    private static boolean hasReserved(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (isReservedAt(path, slash + 1)) {
                return true;
            }
        }
        return isReserved(path);
    }

    private static boolean isReservedAt(String path, int start) {
        String name = UfsOptions.RESERVED_NAME;
        int end = start + name.length();
        return path.regionMatches(true, start, name, 0, name.length())
                && (path.length() == end || path.charAt(end) == '/');
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
