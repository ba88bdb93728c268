package cacheworker.core.mount;

import cacheworker.core.base.Blocking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Holds that no directory of the worker (cache, metadata, log) lies in a directory that it serves, nor the reverse: a
 * cache would be served as objects, or objects be swept as a cache. Compares real paths, also of what does not exist
 * yet.
 */
@Blocking
public final class SeparateDirectories {
    private static final int MAX_LINKS = 40;

    private SeparateDirectories() {}

    /**
     * Checks every directory against every root.
     *
     * @param roots local UFS roots, by what the configuration calls them: {@link Mounts#localRoots}
     * @param directories the worker's own directories, by the setting that names them; need not exist
     * @throws MountException names both of the first pair that overlaps
     */
    public static void check(Map<String, Path> roots, Map<String, Path> directories) throws MountException {
        for (Map.Entry<String, Path> root : roots.entrySet()) {
            for (Map.Entry<String, Path> directory : directories.entrySet()) {
                check(root, directory);
            }
        }
    }

    private static void check(Map.Entry<String, Path> root, Map.Entry<String, Path> directory) throws MountException {
        String own = directory.getKey() + " (" + directory.getValue() + ")";
        String served = "the UFS root " + root.getKey();
        try {
            Path realRoot = real(root.getValue(), MAX_LINKS);
            Path realDirectory = real(directory.getValue(), MAX_LINKS);
            if (isInside(realDirectory, realRoot)) {
                throw new MountException(own + " lies in " + served
                        + ": what the worker keeps there would be served as objects; choose a directory outside of it");
            }
            if (isInside(realRoot, realDirectory)) {
                throw new MountException(served + " lies in " + own
                        + ": the worker would take objects for its own files; choose a directory beside it");
            }
        } catch (IOException e) {
            throw new MountException("cannot tell whether " + own + " and " + served + " are apart: " + e, e);
        }
    }

    /** Whether a directory is another or lies in it, also where one of them is known under two names. */
    private static boolean isInside(Path inner, Path outer) throws IOException {
        if (inner.startsWith(outer)) {
            return true;
        }
        if (!Files.exists(outer)) {
            return false;
        }
        for (Path parent = inner; parent != null; parent = parent.getParent()) {
            if (Files.exists(parent) && Files.isSameFile(parent, outer)) {
                return true;
            }
        }
        return false;
    }

    /** The real path of what exists of a path, and the rest behind it. */
    private static Path real(Path path, int links) throws IOException {
        Path absolute = path.toAbsolutePath();
        if (links == 0) {
            throw new IOException(path + " is a chain of too many symbolic links");
        }
        if (Files.exists(absolute)) {
            return absolute.toRealPath();
        }
        Path parent = absolute.getParent();
        if (Files.isSymbolicLink(absolute) && parent != null) {
            return real(parent.resolve(Files.readSymbolicLink(absolute)), links - 1);
        }
        Path name = absolute.getFileName();
        return parent == null || name == null
                ? absolute
                : real(parent, links).resolve(name).normalize();
    }
}
