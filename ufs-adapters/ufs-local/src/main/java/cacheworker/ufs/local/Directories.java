package cacheworker.ufs.local;

import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the directories that a name needs, durably, and removes those that nothing needs any more.
 *
 * <p>Making and removing race with each other, between threads and between workers: whoever renames a file into a
 * directory that was removed just before makes it again. Only marking a directory as a folder and removing it
 * exclude each other, by a lock of this process: a mark on a directory that is removed in the next instant would be
 * lost without an error.
 */
final class Directories {
    private static final Logger log = LoggerFactory.getLogger(Directories.class);

    private final LocalPaths paths;
    private final AttributeStore attributes;
    private final int protectedDepth;

    /** A parent can be removed again and again by deletes of its last object; so often in a row is no accident. */
    static final int ATTEMPTS = 100;

    private final NewDirectories made = new NewDirectories(Directories::sync);

    private final Object marking = new Object();

    Directories(LocalPaths paths, AttributeStore attributes, int protectedDepth) {
        this.paths = paths;
        this.attributes = attributes;
        this.protectedDepth = protectedDepth;
    }

    /** Syncs the entries of one directory. */
    static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Refuses a name that cannot be written as things are, without changing anything.
     *
     * @return the real path of the closest parent that is there, which says on which file system the name will be
     * @throws UfsException CONFLICT, or DENIED when the place is outside of the root
     */
    Path checkWritable(String name, Path target) throws UfsException {
        for (int attempt = 1; ; attempt++) {
            try {
                return checkOnce(name, target);
            } catch (NoSuchFileException e) {
                if (attempt == ATTEMPTS) {
                    throw new UfsException(Kind.UNAVAILABLE, "the parents of '" + name + "' come and go", e);
                }
            } catch (IOException e) {
                throw Failures.writing(name, e);
            }
        }
    }

    private Path checkOnce(String name, Path target) throws IOException {
        Path existing = nearestExisting(target);
        Path real = paths.real(existing, name);
        boolean directory = FileState.of(real).isDirectory();
        boolean asFolder = !existing.equals(target) || name.endsWith("/");
        if (directory != asFolder) {
            throw Failures.conflict(name);
        }
        return directory ? real : paths.real(parentOf(existing), name);
    }

    /**
     * The directory that is, or would be, closest above a name, whatever became of the name itself.
     *
     * @return a real path
     * @throws UfsException DENIED when it is outside of the root
     */
    Path closestParent(String name, Path target) throws IOException {
        for (Path path = target; !path.equals(paths.root()); ) {
            path = parentOf(path);
            try {
                if (Files.isDirectory(path)) {
                    return paths.real(path, name);
                }
            } catch (NoSuchFileException e) {
                log.debug("{} went by itself", path);
            }
        }
        throw new UfsException(Kind.UNAVAILABLE, "the root " + paths.root() + " is gone");
    }

    /** The path itself or the closest of its parents that is there. */
    private Path nearestExisting(Path path) {
        Path existing = path;
        while (!existing.equals(paths.root()) && !Files.exists(existing)) {
            existing = parentOf(existing);
        }
        return existing;
    }

    /**
     * Makes a directory and all that it needs above it, where missing.
     *
     * @return its real path
     * @throws IOException CONFLICT when an object is in the way, DENIED outside of the root, NoSuchFileException or
     *     FileAlreadyExistsException when one is removed meanwhile
     */
    Path make(Path directory, String name) throws IOException {
        if (!Files.isDirectory(directory)) {
            if (directory.equals(paths.root())) {
                throw new UfsException(Kind.UNAVAILABLE, "the root " + directory + " is gone");
            }
            Path parent = make(parentOf(directory), name);
            makeOne(parent.resolve(directory.getFileName()), name);
        }
        return paths.real(directory, name);
    }

    private Path makeNew(Path directory, String name) throws IOException {
        Path real = make(parentOf(directory), name).resolve(directory.getFileName());
        try {
            made.makeNew(real);
            return real;
        } catch (FileAlreadyExistsException e) {
            throw Files.isDirectory(real) ? Failures.exists(name) : Failures.conflict(name);
        }
    }

    private void makeOne(Path directory, String name) throws IOException {
        try {
            made.make(directory);
        } catch (FileAlreadyExistsException e) {
            throw Files.exists(directory) ? Failures.conflict(name) : e;
        }
    }

    /** Makes durable that something is in a directory, and that the directory itself is where it is. */
    void syncUpwards(Path directory) throws IOException {
        made.syncUpwards(directory, paths.root());
    }

    /**
     * A folder as it was made; it may be gone again.
     *
     * @param path its real path
     */
    record MadeFolder(Path path, FileState state) {}

    /**
     * Makes a directory that stays when it becomes empty. Durable except for its name: {@link #syncUpwards}.
     *
     * @param asNew whether it must not be there yet
     * @throws IOException as for {@link #make}; CONDITION_FAILED when it is there although it must not be
     */
    MadeFolder makeFolder(Path directory, String name, StoredAttributes mark, boolean asNew) throws IOException {
        synchronized (marking) {
            Path real = asNew ? makeNew(directory, name) : make(directory, name);
            attributes.write(real, FileState.of(real), name, mark);
            sync(real);
            return new MadeFolder(real, FileState.of(real));
        }
    }

    /**
     * Changes the tags of a directory, durably; one that was not made as a folder becomes one when it gets tags.
     *
     * @param real exists
     * @return what is stored with it now
     */
    StoredAttributes tagFolder(Path real, String name, Map<String, String> tags) throws IOException {
        synchronized (marking) {
            FileState state = FileState.of(real);
            StoredAttributes before = attributes.read(real, state, name);
            StoredAttributes mark = StoredAttributes.tagged(state, before, tags);
            if (before == null && tags.isEmpty()) {
                return mark;
            }
            attributes.write(real, state, name, mark);
            sync(real);
            return mark;
        }
    }

    /**
     * Removes an empty folder; of a symbolic link to one, or to a directory above the link, only the link.
     *
     * @throws IOException DirectoryNotEmptyException when there is something in it, DENIED when it is not in the
     *     directory that its name says but behind a symbolic link
     */
    void remove(Path directory, String name) throws IOException {
        if (LocalPaths.hasLink(parentOf(directory))) {
            throw new UfsException(
                    Kind.DENIED, "'" + name + "' is reached through a symbolic link: delete it by its own name");
        }
        synchronized (marking) {
            if (Files.isSymbolicLink(directory) && !leadsUp(directory) && !isEmpty(directory)) {
                throw new DirectoryNotEmptyException(name);
            }
            FileState state = FileState.of(directory, LinkOption.NOFOLLOW_LINKS);
            made.delete(directory);
            if (state.isDirectory()) {
                attributes.removed(state);
            }
        }
    }

    /** What is behind such a link is not listed below it. */
    private static boolean leadsUp(Path link) throws IOException {
        return link.startsWith(link.toRealPath());
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            return !entries.iterator().hasNext();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /**
     * Removes the parents of a deleted name that became empty, up to the first that is not, that was made as a folder
     * or that is protected or reached through a symbolic link, and makes the whole deletion durable.
     */
    void removeEmptyParents(String name) throws IOException {
        String folder = parentName(name);
        Path directory = paths.existing(folder);
        while (depth(folder) > protectedDepth && removeIfUnused(directory, folder)) {
            folder = parentName(folder);
            directory = parentOf(directory);
        }
        syncUpwards(directory);
    }

    /** Takes back what {@link #make} made for a name that was not published in the end, as far as it is empty. */
    void takeBack(String name) {
        try {
            removeEmptyParents(name);
        } catch (IOException e) {
            log.debug("parents of '{}' may stay behind", name, e);
        }
    }

    private boolean removeIfUnused(Path directory, String folder) throws IOException {
        try {
            FileState state = FileState.of(directory, LinkOption.NOFOLLOW_LINKS);
            if (!state.isDirectory()) {
                return false;
            }
            synchronized (marking) {
                if (LocalPaths.hasLink(directory) || attributes.read(directory, state, folder) != null) {
                    return false;
                }
                made.delete(directory);
            }
            return true;
        } catch (NoSuchFileException e) {
            return true;
        } catch (DirectoryNotEmptyException e) {
            return false;
        } catch (FileSystemException e) {
            log.debug("{} stays although it may be empty", directory, e);
            return false;
        }
    }

    private static String parentName(String name) {
        String bare = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        return bare.substring(0, bare.lastIndexOf('/') + 1);
    }

    private static int depth(String folder) {
        return (int) folder.chars().filter(c -> c == '/').count();
    }

    static Path parentOf(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(path + " has no parent");
        }
        return parent;
    }
}
