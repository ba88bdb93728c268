package cacheworker.core.ufs;

import cacheworker.core.base.ByteRange;
import cacheworker.core.base.Utf8Order;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The reference implementation of the SPI, in memory and without any cleverness. Its capabilities can be chosen, so
 * that callers meet both kinds of storage. Safe for any number of threads.
 */
public final class MemoryUfs implements UnderFileSystem {
    private final Set<UfsCapability> capabilities;
    private final NavigableMap<String, MemoryObject> objects = new TreeMap<>(Utf8Order.INSTANCE);
    private Map<String, String> rootTags = Map.of();
    private long versions;
    private boolean closed;

    /** A flat store that copies, has tags, and decides every condition. */
    public MemoryUfs() {
        this(Set.of(
                UfsCapability.SERVER_SIDE_COPY,
                UfsCapability.TAGS,
                UfsCapability.CONDITIONAL_PUT,
                UfsCapability.CONDITIONAL_COPY,
                UfsCapability.CONDITIONAL_DELETE));
    }

    /**
     * A store with the given abilities.
     *
     * @param capabilities what {@link #capabilities()} says and what works; NATIVE_ETAG changes nothing
     */
    public MemoryUfs(Set<UfsCapability> capabilities) {
        this.capabilities = Set.copyOf(capabilities);
    }

    /** Writes an object behind the back of everybody: without attributes and with an ETag made of its version. */
    public synchronized UfsStatus putOutside(String path, byte[] bytes) {
        String version = "v" + ++versions;
        return store(path, new MemoryObject(bytes.clone(), version, UfsContent.of(version + "-1"), UfsAttributes.NONE));
    }

    /** Whether a path has been stored; does not count as a call. */
    public synchronized boolean holds(String path) {
        return objects.containsKey(path);
    }

    @Override
    public Set<UfsCapability> capabilities() {
        return capabilities;
    }

    @Override
    public synchronized UfsStatus stat(String path) throws UfsException {
        checkOpen();
        MemoryNames.check(path);
        UfsStatus status = find(path);
        if (status == null) {
            throw new UfsException(UfsException.Kind.NOT_FOUND, "'" + path + "' does not exist");
        }
        return status;
    }

    @Override
    public UfsCursor list(UfsListRequest request) throws UfsException {
        return request.delimiter().isEmpty() ? recursive(request) : new RollUpCursor(this::recursive, request);
    }

    private UfsCursor recursive(UfsListRequest request) throws UfsException {
        return new SnapshotCursor(snapshot(request).iterator());
    }

    private synchronized List<UfsEntry> snapshot(UfsListRequest request) throws UfsException {
        checkOpen();
        Set<String> names = new HashSet<>();
        for (String path : objects.keySet()) {
            names.add(path);
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                names.add(path.substring(0, slash + 1));
            }
        }
        List<String> sorted = new ArrayList<>(names);
        sorted.sort(Utf8Order.INSTANCE);
        List<UfsEntry> entries = new ArrayList<>();
        for (String name : sorted) {
            if (name.startsWith(request.prefix()) && Utf8Order.INSTANCE.compare(name, request.startAfter()) > 0) {
                UfsStatus status = find(name);
                if (status != null) {
                    entries.add(new UfsEntry(name, status.withoutAttributes()));
                }
            }
        }
        return entries;
    }

    @Override
    public synchronized UfsInput open(String path, String expected, ByteRange range) throws UfsException {
        checkOpen();
        MemoryObject object = objects.get(path);
        if (object == null) {
            throw new UfsException(UfsException.Kind.NOT_FOUND, "'" + path + "' does not exist");
        }
        if (!object.version().equals(expected)) {
            throw new UfsException(
                    UfsException.Kind.CHANGED, "'" + path + "' has version " + object.version() + ", not " + expected);
        }
        return new MemoryInput(object.bytes(), range);
    }

    /** Says nothing of the content but the ETag. */
    @Override
    public synchronized UfsOpened openLatest(String path, ByteRange wanted) throws UfsException {
        UfsStatus status = stat(path);
        MemoryObject object = objects.get(path);
        long length = Math.min(wanted.end(), status.length()) - wanted.offset();
        if (object == null || length <= 0) {
            return UfsOpened.unread(status);
        }
        UfsContent etag = new UfsContent(status.etag(), null, UfsParts.NONE, false);
        UfsStatus known = new UfsStatus(
                path, status.length(), status.lastModifiedMillis(), status.version(), etag, status.attributes());
        ByteRange range = new ByteRange(wanted.offset(), length);
        return new UfsOpened(known, new MemoryInput(object.bytes(), range), range);
    }

    @Override
    public synchronized UfsOutput create(String path, UfsCreateOptions options) throws UfsException {
        checkOpen();
        MemoryNames.check(path);
        if (path.isEmpty()) {
            throw new UfsException(UfsException.Kind.BAD_NAME, "the root cannot be written");
        }
        if (path.endsWith("/") && options.length() > 0) {
            throw new UfsException(UfsException.Kind.UNSUPPORTED, "folder '" + path + "' cannot hold bytes");
        }
        options.condition().checkSupported(path, capabilities, UfsCapability.CONDITIONAL_PUT);
        refuseTags(path, options.attributes());
        refuseConflict(path);
        return new MemoryOutput(this, path, options);
    }

    /** Publishes bytes if the condition holds. */
    synchronized UfsStatus publish(String path, byte[] bytes, UfsContent content, UfsCreateOptions options)
            throws UfsException {
        checkOpen();
        refuseConflict(path);
        options.condition().check(path, find(path));
        return store(path, new MemoryObject(bytes, "v" + ++versions, kept(content), options.attributes()));
    }

    private UfsContent kept(UfsContent content) {
        return capabilities.contains(UfsCapability.CONTENT) ? content : UfsContent.of(content.etag());
    }

    @Override
    public synchronized UfsStatus copy(
            String from, String expected, String to, UfsAttributes attributes, UfsCondition condition)
            throws UfsException {
        if (!capabilities.contains(UfsCapability.SERVER_SIDE_COPY)) {
            throw new UfsException(UfsException.Kind.UNSUPPORTED, "copies are not made here: '" + from + "'");
        }
        condition.checkSupported(to, capabilities, UfsCapability.CONDITIONAL_COPY);
        MemoryNames.check(to);
        refuseTags(to, attributes);
        open(from, expected, new ByteRange(0, 0)).close();
        MemoryObject source = objects.get(from);
        byte[] bytes = source.bytes();
        return publish(to, bytes, source.content(), new UfsCreateOptions(bytes.length, attributes, condition));
    }

    @Override
    public synchronized UfsStatus setTags(String path, Map<String, String> tags) throws UfsException {
        requireTags(path);
        UfsStatus found = stat(path);
        if (path.isEmpty()) {
            rootTags = Map.copyOf(tags);
            return stat(path);
        }
        MemoryObject object = objects.get(path);
        if (object == null && tags.isEmpty()) {
            return found;
        }
        if (object == null) {
            object = new MemoryObject(new byte[0], found.version(), found.content(), UfsAttributes.NONE);
        }
        return store(path, object.withTags(tags));
    }

    private void refuseTags(String path, UfsAttributes attributes) throws UfsException {
        if (!attributes.tags().isEmpty()) {
            requireTags(path);
        }
    }

    private void requireTags(String path) throws UfsException {
        if (!capabilities.contains(UfsCapability.TAGS)) {
            throw new UfsException(UfsException.Kind.UNSUPPORTED, "no tags are kept here: '" + path + "'");
        }
    }

    @Override
    public synchronized void delete(String path, UfsCondition condition) throws UfsException {
        condition.checkSupported(path, capabilities, UfsCapability.CONDITIONAL_DELETE);
        condition.check(path, stat(path));
        if (path.isEmpty()) {
            throw new UfsException(UfsException.Kind.BAD_NAME, "the root cannot be deleted");
        }
        if (path.endsWith("/") && hasChildren(path)) {
            throw new UfsException(UfsException.Kind.NOT_EMPTY, "folder '" + path + "' is not empty");
        }
        objects.remove(path);
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private UfsStatus store(String path, MemoryObject object) {
        objects.put(path, object);
        return object.status(path);
    }

    private @Nullable UfsStatus find(String path) {
        MemoryObject object = objects.get(path);
        if (object != null) {
            return object.status(path);
        }
        UfsAttributes attributes = path.isEmpty() ? UfsAttributes.NONE.withTags(rootTags) : UfsAttributes.NONE;
        boolean folder = path.isEmpty() || (path.endsWith("/") && hasChildren(path));
        return folder ? new UfsStatus(path, 0, MemoryObject.CREATED, "folder", UfsStatus.EMPTY_ETAG, attributes) : null;
    }

    private boolean hasChildren(String folder) {
        String next = objects.higherKey(folder);
        return next != null && next.startsWith(folder);
    }

    private void refuseConflict(String path) throws UfsException {
        if (!capabilities.contains(UfsCapability.HIERARCHICAL)) {
            return;
        }
        String object = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        boolean conflict = path.endsWith("/") ? objects.containsKey(object) : find(path + "/") != null;
        for (int slash = object.indexOf('/'); slash >= 0; slash = object.indexOf('/', slash + 1)) {
            conflict |= objects.containsKey(object.substring(0, slash));
        }
        if (conflict) {
            throw new UfsException(
                    UfsException.Kind.CONFLICT, "'" + path + "' would be an object and a folder at once");
        }
    }

    private void checkOpen() throws UfsException {
        if (closed) {
            throw new UfsException(UfsException.Kind.UNAVAILABLE, "this UFS is closed");
        }
    }

    private record SnapshotCursor(Iterator<UfsEntry> entries) implements UfsCursor {
        @Override
        public @Nullable UfsEntry next() {
            return entries.hasNext() ? entries.next() : null;
        }

        @Override
        public void close() {}
    }
}
