package cacheworker.ufs.local;

import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Turns names into paths under the root, and says whether a real path is still there.
 *
 * <p>The reserved name is refused in every segment, not only in the first: where another file system is mounted below
 * the root, staging has to be on that one.
 */
final class LocalPaths {
    /** What Linux file systems take, bytes. */
    private static final int MAX_SEGMENT = 255;

    /** What a Linux system call takes, bytes, without the closing zero. */
    private static final int MAX_PATH = 4095;

    private final Path root;
    private final int bucketDepth;
    private final int rootBytes;

    /**
     * Names below a root.
     *
     * @param root a real path: no part of it is a symbolic link
     * @param bucketDepth how many leading segments no symbolic link leads out of: 1 where they are buckets, 0 where the
     *     root is one
     */
    LocalPaths(Path root, int bucketDepth) {
        this.root = root;
        this.bucketDepth = bucketDepth;
        this.rootBytes = root.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    Path root() {
        return root;
    }

    Path reserved() {
        return root.resolve(UfsOptions.RESERVED_NAME);
    }

    /** The path of an object, or of a folder with or without its closing slash; of something that may be there. */
    Path existing(String name) throws UfsException {
        try {
            return resolve(name);
        } catch (UfsException e) {
            throw e.kind() == Kind.NAME_TOO_LONG ? Failures.notFound(name) : e;
        }
    }

    /** The path of something to be written. */
    Path resolve(String name) throws UfsException {
        String bare = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        if (bare.isEmpty()) {
            if (!name.isEmpty()) {
                throw badName(name, "a leading slash");
            }
            return root;
        }
        checkSegments(name, bare);
        if (rootBytes + 1 + bare.getBytes(StandardCharsets.UTF_8).length > MAX_PATH) {
            throw new UfsException(Kind.NAME_TOO_LONG, "'" + name + "' makes a path of more than 4095 bytes");
        }
        try {
            return root.resolve(bare);
        } catch (InvalidPathException e) {
            throw new UfsException(Kind.BAD_NAME, "'" + name + "' cannot be written as UTF-8", e);
        }
    }

    private static void checkSegments(String name, String bare) throws UfsException {
        for (int start = 0; start <= bare.length(); ) {
            int slash = bare.indexOf('/', start);
            int end = slash < 0 ? bare.length() : slash;
            checkSegment(name, bare.substring(start, end));
            start = end + 1;
        }
    }

    private static void checkSegment(String name, String segment) throws UfsException {
        if (segment.isEmpty()) {
            throw badName(name, "an empty segment");
        }
        if (segment.equals(".") || segment.equals("..")) {
            throw badName(name, "the segment '" + segment + "'");
        }
        if (isReserved(segment)) {
            throw badName(name, "the reserved name");
        }
        if (segment.indexOf('\0') >= 0) {
            throw badName(name, "a NUL character");
        }
        if (segment.length() > MAX_SEGMENT || segment.getBytes(StandardCharsets.UTF_8).length > MAX_SEGMENT) {
            throw new UfsException(
                    Kind.NAME_TOO_LONG, "'" + name + "' has a segment of more than " + MAX_SEGMENT + " bytes");
        }
    }

    /** In any case: some file systems do not tell them apart. */
    static boolean isReserved(String segment) {
        return segment.equalsIgnoreCase(UfsOptions.RESERVED_NAME);
    }

    private static UfsException badName(String name, String what) {
        return new UfsException(Kind.BAD_NAME, "'" + name + "' has " + what);
    }

    /**
     * Whether a path may lead where it does: into the bucket that it is in itself, and not to the worker's own files.
     *
     * @param path under the root, as {@link #resolve} makes it
     * @param real where it leads, behind all symbolic links
     */
    boolean mayLeadTo(Path path, Path real) {
        if (!real.startsWith(bucketOf(path))) {
            return false;
        }
        for (int i = root.getNameCount(); i < real.getNameCount(); i++) {
            if (isReserved(real.getName(i).toString())) {
                return false;
            }
        }
        return true;
    }

    /** The part of a path that no symbolic link leads out of. */
    private Path bucketOf(Path path) {
        int from = root.getNameCount();
        int to = Math.min(path.getNameCount(), from + bucketDepth);
        return from == to ? root : root.resolve(path.subpath(from, to));
    }

    /** Whether a path that is there has a symbolic link in it, or is one. */
    static boolean hasLink(Path path) throws IOException {
        return !path.toRealPath().equals(path);
    }

    /** Follows symbolic links as far as they may lead. */
    Path real(Path path, String name) throws IOException {
        Path real = path.toRealPath();
        if (!mayLeadTo(path, real)) {
            throw Failures.outside(name);
        }
        return real;
    }
}
