package cacheworker.ufs.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Attributes that are not in the extended attribute of what they belong to, each in a file under the reserved name: all
 * of them where they did not fit, and tags of a file that were changed after it was published. A side file's name says
 * which bytes it belongs to: inode, length and modification time of a file, so that one is never taken for another's;
 * the inode of a folder, whose recorded path must agree as well.
 */
final class SideFiles {
    private static final String TAGS = "-tags";
    private static final int MAX_BYTES = 1 << 20;

    private final LocalPaths paths;
    private final Path directory;
    private final NewDirectories made;

    /** Directories of side files that are known to be on disk. */
    private final Set<Path> durable = ConcurrentHashMap.newKeySet();

    /** Makes nothing before something is written. */
    SideFiles(LocalPaths paths) {
        this(paths, Directories::sync);
    }

    /** The same with a way to sync directories. */
    SideFiles(LocalPaths paths, NewDirectories.Sync sync) {
        this.paths = paths;
        this.directory = paths.reserved().resolve("attributes");
        this.made = new NewDirectories(sync);
    }

    Path directory() {
        return directory;
    }

    @Nullable
    StoredAttributes read(FileState state, String name) throws IOException {
        StoredAttributes stored = decode(pathOf(state));
        boolean moved = state.isDirectory() && stored != null && !stored.path().equals(name);
        return moved ? null : stored;
    }

    /** The tags that a file was given after it was published; null when there was no change. */
    @Nullable
    Map<String, String> readTags(FileState state) throws IOException {
        Path file = tagsPathOf(state);
        // Nearly always there is none, which an exception would be a dear way to find out.
        StoredAttributes stored = file.toFile().exists() ? decode(file) : null;
        return stored == null || !stored.describes(state)
                ? null
                : stored.attributes().tags();
    }

    /** Changes the tags of a file durably. */
    void writeTags(FileState state, String name, Map<String, String> tags) throws IOException {
        write(tagsPathOf(state), StoredAttributes.tagged(state, null, tags).withPath(name));
    }

    static @Nullable StoredAttributes decode(Path file) throws IOException {
        try {
            return Files.size(file) > MAX_BYTES ? null : AttributeCodec.decode(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Writes durably: what is published afterwards never lacks its attributes. */
    void write(FileState state, String name, StoredAttributes stored) throws IOException {
        write(pathOf(state), stored.withPath(name));
    }

    private void write(Path target, StoredAttributes stored) throws IOException {
        Path parent = Directories.parentOf(target);
        make(parent);
        Path temporary = parent.resolve(UUID.randomUUID() + ".tmp");
        ByteBuffer bytes = ByteBuffer.wrap(AttributeCodec.encode(stored));
        try (FileChannel channel =
                FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        made.syncUpwards(parent, paths.root());
        durable.add(parent);
    }

    /** What an earlier process made may not be on disk either, so each is taken for new once. */
    private void make(Path parent) throws IOException {
        if (!durable.contains(parent) || !Files.isDirectory(parent)) {
            made.make(paths.reserved());
            made.make(directory);
            made.make(parent);
        }
    }

    /** Forgets what was kept of a folder that is gone: the next one may get its inode. */
    void forget(FileState state) throws IOException {
        Files.deleteIfExists(pathOf(state));
    }

    /** Whether a side file is one of those of a file or folder. */
    boolean belongs(Path file, FileState state) {
        return file.equals(pathOf(state)) || file.equals(tagsPathOf(state));
    }

    private Path tagsPathOf(FileState state) {
        Path path = pathOf(state);
        return path.resolveSibling(path.getFileName() + TAGS);
    }

    Path pathOf(FileState state) {
        String inode = Long.toHexString(state.inode());
        String name = state.isDirectory()
                ? inode + "-folder"
                : inode + "-" + Long.toHexString(state.length()) + "-" + Long.toHexString(state.modifiedNanos());
        return directory.resolve("%02x".formatted(state.inode() & 0xFF)).resolve(name);
    }
}
