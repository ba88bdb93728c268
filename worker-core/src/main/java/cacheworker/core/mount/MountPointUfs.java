package cacheworker.core.mount;

import cacheworker.core.base.ByteRange;
import cacheworker.core.base.Utf8Order;
import cacheworker.core.ufs.RollUpCursor;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UfsCondition;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsInput;
import cacheworker.core.ufs.UfsListRequest;
import cacheworker.core.ufs.UfsOutput;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.core.ufs.UnderFileSystem;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a bucket has only because something is mounted inside it: the folders of its mount points and the folders on the
 * way to them. Its paths are keys of the bucket. It never changes and holds no bytes; it also stands in for the
 * storage of a bucket that has none of its own.
 */
final class MountPointUfs implements UnderFileSystem {
    private final String bucket;
    private final long mountedMillis;
    private final Set<String> names = new HashSet<>();
    private final NavigableSet<String> folders = new TreeSet<>(Utf8Order.INSTANCE);

    /**
     * The folders of a bucket.
     *
     * @param points the keys of its mount points, with their trailing slashes
     * @param mountedMillis when they were mounted
     */
    MountPointUfs(String bucket, Collection<String> points, long mountedMillis) {
        this.bucket = bucket;
        this.mountedMillis = mountedMillis - Math.floorMod(mountedMillis, 1000L);
        for (String point : points) {
            names.add(point.substring(0, point.length() - 1));
            for (int slash = point.indexOf('/'); slash >= 0; slash = point.indexOf('/', slash + 1)) {
                folders.add(point.substring(0, slash + 1));
            }
        }
    }

    /** Whether a key is the folder of a mount point or on the way to one. */
    boolean hasFolder(String key) {
        return folders.contains(key);
    }

    /** Whether a key is the name of a mount point without its slash: neither an object nor a folder. */
    boolean isPointName(String key) {
        return names.contains(key);
    }

    /** Whether a key is a folder on the way to a mount point, and none itself. */
    boolean isWay(String key) {
        return folders.contains(key) && !names.contains(key.substring(0, key.length() - 1));
    }

    @Override
    public Set<UfsCapability> capabilities() {
        return Set.of(UfsCapability.HIERARCHICAL);
    }

    @Override
    public UfsStatus stat(String path) throws UfsException {
        if (!path.isEmpty() && !folders.contains(path)) {
            throw notFound(path);
        }
        return status(path);
    }

    @Override
    public UfsCursor list(UfsListRequest request) throws UfsException {
        return request.delimiter().isEmpty() ? recursive(request) : new RollUpCursor(this::recursive, request);
    }

    private UfsCursor recursive(UfsListRequest request) {
        return new ListCursor(folders.tailSet(request.startAfter(), false).stream()
                .filter(folder -> folder.startsWith(request.prefix()))
                .map(folder -> new UfsEntry(folder, status(folder)))
                .toList());
    }

    @Override
    public UfsInput open(String path, String expected, ByteRange range) throws UfsException {
        throw notFound(path);
    }

    @Override
    public UfsOutput create(String path, UfsCreateOptions options) throws UfsException {
        if (names.contains(path)) {
            throw new UfsException(Kind.CONFLICT, "'" + path + "' in bucket '" + bucket + "' is a mount point");
        }
        if (folders.contains(path) && !options.attributes().tags().isEmpty()) {
            throw new UfsException(Kind.UNSUPPORTED, "mount points have no tags: '" + path + "'");
        }
        if (folders.contains(path)) {
            options.condition().checkSupported(path, capabilities(), UfsCapability.CONDITIONAL_PUT);
            return new ExistingFolder(status(path));
        }
        throw new UfsException(
                Kind.DENIED,
                "bucket '" + bucket + "' has no storage of its own, only that of the mounts in it: '" + path
                        + "' is in none of them");
    }

    @Override
    public UfsStatus copy(String from, String expected, String to, UfsAttributes attributes, UfsCondition condition)
            throws UfsException {
        throw new UfsException(Kind.UNSUPPORTED, "'" + from + "' in bucket '" + bucket + "' cannot be copied");
    }

    @Override
    public void delete(String path, UfsCondition condition) throws UfsException {
        if (folders.contains(path)) {
            throw new UfsException(
                    Kind.NOT_EMPTY, "'" + path + "' in bucket '" + bucket + "' is or holds a mount point");
        }
        throw notFound(path);
    }

    @Override
    public void close() {}

    private UfsStatus status(String path) {
        return new UfsStatus(path, 0, mountedMillis, "mount-point", UfsStatus.EMPTY_ETAG, UfsAttributes.NONE);
    }

    /** Making a folder that is there already succeeds, and changes nothing. */
    private record ExistingFolder(UfsStatus status) implements UfsOutput {
        @Override
        public void write(ByteBuffer bytes) throws UfsException {
            throw new UfsException(Kind.UNSUPPORTED, "folder '" + status.path() + "' cannot hold bytes");
        }

        @Override
        public UfsStatus commit(UfsContent content) {
            return status;
        }

        @Override
        public void close() {}
    }

    private UfsException notFound(String path) {
        return new UfsException(Kind.NOT_FOUND, "'" + path + "' in bucket '" + bucket + "' does not exist");
    }
}
