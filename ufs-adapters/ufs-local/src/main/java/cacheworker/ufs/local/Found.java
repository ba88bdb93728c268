package cacheworker.ufs.local;

import java.nio.file.Path;

/** A name in a directory, and what it leads to: a regular file or a directory, under the root. */
final class Found {
    private final byte[] name;
    private final Path path;
    private final FileState state;
    private final boolean link;

    /**
     * Owns its arguments.
     *
     * @param path to the file or directory itself, behind any symbolic link
     * @param link whether a symbolic link was followed, at its end or on the way
     */
    Found(byte[] name, Path path, FileState state, boolean link) {
        this.name = name;
        this.path = path;
        this.state = state;
        this.link = link;
    }

    byte[] name() {
        return name;
    }

    Path path() {
        return path;
    }

    FileState state() {
        return state;
    }

    boolean isLink() {
        return link;
    }

    /** Whether what is found is a directory, or above it. */
    boolean leadsUpFrom(Path directory) {
        return directory.startsWith(path);
    }

    boolean isDirectory() {
        return state.isDirectory();
    }
}
