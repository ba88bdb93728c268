package cacheworker.ufs.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * One stat of a file or directory.
 *
 * @param device the file system
 * @param inode its number there
 * @param mode type and permissions, as {@code stat(2)} has them
 * @param links number of names
 * @param length bytes
 * @param modifiedNanos when the bytes were last modified, nanoseconds since the epoch
 * @param changedNanos when the inode was last changed, nanoseconds since the epoch; nobody can set it back
 */
record FileState(long device, long inode, int mode, int links, long length, long modifiedNanos, long changedNanos) {
    private static final String FIELDS = "unix:dev,ino,mode,nlink,size,lastModifiedTime,ctime";
    private static final int TYPE_MASK = 0xF000;
    private static final int TYPE_FILE = 0x8000;
    private static final int TYPE_DIRECTORY = 0x4000;
    private static final int TYPE_LINK = 0xA000;

    static FileState of(Path path, LinkOption... options) throws IOException {
        Map<String, Object> values = Files.readAttributes(path, FIELDS, options);
        return new FileState(
                ((Number) value(values, "dev")).longValue(),
                ((Number) value(values, "ino")).longValue(),
                ((Number) value(values, "mode")).intValue(),
                ((Number) value(values, "nlink")).intValue(),
                ((Number) value(values, "size")).longValue(),
                ((FileTime) value(values, "lastModifiedTime")).to(TimeUnit.NANOSECONDS),
                ((FileTime) value(values, "ctime")).to(TimeUnit.NANOSECONDS));
    }

    private static Object value(Map<String, Object> values, String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    boolean isFile() {
        return (mode & TYPE_MASK) == TYPE_FILE;
    }

    boolean isDirectory() {
        return (mode & TYPE_MASK) == TYPE_DIRECTORY;
    }

    boolean isLink() {
        return (mode & TYPE_MASK) == TYPE_LINK;
    }

    /** The version of a regular file: everything that changes when its bytes do. */
    String version() {
        return Long.toHexString(length)
                + "-" + Long.toHexString(modifiedNanos)
                + "-" + Long.toHexString(changedNanos)
                + "-" + Long.toHexString(inode);
    }

    /**
     * Whether a later look at the same open file shows the same bytes. A name that was taken from the file meanwhile
     * (replaced by a rename, deleted) changed the inode but not the bytes.
     */
    boolean sameBytes(FileState later) {
        return inode == later.inode
                && length == later.length
                && modifiedNanos == later.modifiedNanos
                && (changedNanos == later.changedNanos || later.links < links);
    }

    /** The bytes as this state has them, the inode as a later look at it shows it. */
    FileState withInodeOf(FileState later) {
        return new FileState(device, inode, mode, later.links, length, modifiedNanos, later.changedNanos);
    }
}
