package cacheworker.ufs.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Directories that this process made and that are not yet known to be on disk: whoever writes below one syncs its
 * parent as well. Each making has a mark of its own, so that what was synced for one that was removed since does not
 * count for the next of that name.
 */
final class NewDirectories {
    private static final int STRIPES = 64;

    /** How a directory's entries get to disk. */
    interface Sync {
        void sync(Path directory) throws IOException;
    }

    private final Sync sync;
    private final Map<Path, Object> unsynced = new ConcurrentHashMap<>();

    /** Making or removing a directory, and its mark with it, is one step. */
    private final Object[] steps = Stream.generate(Object::new).limit(STRIPES).toArray();

    NewDirectories(Sync sync) {
        this.sync = sync;
    }

    /**
     * Makes a directory.
     *
     * @throws FileAlreadyExistsException when something else has the name; a directory may be there already
     */
    void make(Path directory) throws IOException {
        synchronized (stepOf(directory)) {
            try {
                create(directory, true);
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(directory)) {
                    throw e;
                }
            }
        }
    }

    /**
     * Makes a directory that is not there yet.
     *
     * @throws FileAlreadyExistsException when anything has the name
     */
    void makeNew(Path directory) throws IOException {
        synchronized (stepOf(directory)) {
            create(directory, false);
        }
    }

    private void create(Path directory, boolean mayExist) throws IOException {
        // Before it is there: others write into it from then on.
        Object before = unsynced.put(directory, new Object());
        boolean there = false;
        try {
            Files.createDirectory(directory);
            there = true;
        } finally {
            if (!there && before == null && !(mayExist && Files.isDirectory(directory))) {
                unsynced.remove(directory);
            }
        }
    }

    /** Removes a directory, as {@link Files#delete} does. */
    void delete(Path directory) throws IOException {
        synchronized (stepOf(directory)) {
            Files.delete(directory);
            unsynced.remove(directory);
        }
    }

    /**
     * Makes durable what is in a directory, and that the directory itself is where it is, below a root. What was
     * removed meanwhile is made durable as gone: else an older state of it might be there again after a crash.
     *
     * @throws NoSuchFileException when the root is gone
     */
    void syncUpwards(Path directory, Path root) throws IOException {
        boolean there = isSynced(directory, root);
        for (Path path = directory; !(there && unsynced.isEmpty()) && !path.equals(root); ) {
            Path parent = Directories.parentOf(path);
            Object mark = unsynced.get(path);
            if (mark != null || !there) {
                there = isSynced(parent, root);
                if (there && mark != null) {
                    unsynced.remove(path, mark);
                }
            }
            path = parent;
        }
    }

    private boolean isSynced(Path directory, Path root) throws IOException {
        try {
            sync.sync(directory);
            return true;
        } catch (NoSuchFileException e) {
            if (directory.equals(root)) {
                throw e;
            }
            return false;
        }
    }

    private Object stepOf(Path directory) {
        return steps[Math.floorMod(directory.hashCode(), STRIPES)];
    }
}
