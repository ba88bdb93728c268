package cacheworker.ufs.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Attributes that did not fit into an extended attribute, each in a file under the reserved name. Its name says which
 * bytes it belongs to: inode, length and modification time of a file, so that one is never taken for another's; the
 * inode of a folder, whose recorded path must agree as well.
 */
final class SideFiles {
    private static final int MAX_BYTES = 1 << 20;

    private final Path directory;

    /** Makes nothing before something is written. */
    SideFiles(Path reserved) {
        this.directory = reserved.resolve("attributes");
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

    static @Nullable StoredAttributes decode(Path file) throws IOException {
        try {
            return Files.size(file) > MAX_BYTES ? null : AttributeCodec.decode(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Writes durably: what is published afterwards never lacks its attributes. */
    void write(FileState state, String name, StoredAttributes stored) throws IOException {
        Path target = pathOf(state);
        Path parent = directory.resolve(target.getName(target.getNameCount() - 2));
        boolean newGroup = !Files.isDirectory(parent);
        Files.createDirectories(parent);
        Path temporary = parent.resolve(UUID.randomUUID() + ".tmp");
        ByteBuffer bytes = ByteBuffer.wrap(AttributeCodec.encode(stored.withPath(name)));
        try (FileChannel channel =
                FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        Directories.sync(parent);
        if (newGroup) {
            Directories.sync(directory);
        }
    }

    Path pathOf(FileState state) {
        String inode = Long.toHexString(state.inode());
        String name = state.isDirectory()
                ? inode + "-folder"
                : inode + "-" + Long.toHexString(state.length()) + "-" + Long.toHexString(state.modifiedNanos());
        return directory.resolve("%02x".formatted(state.inode() & 0xFF)).resolve(name);
    }
}
