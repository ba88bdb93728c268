package cacheworker.core.read;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.BufferPool;
import cacheworker.core.base.ByteRange;
import cacheworker.core.base.NonBlocking;
import cacheworker.core.base.ObjectKey;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.meta.ObjectCatalog;
import cacheworker.core.mount.Location;
import cacheworker.core.mount.NameException;
import cacheworker.core.mount.Namespace;
import cacheworker.core.page.PageStore;
import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsListRequest;
import cacheworker.core.ufs.UfsMultipart;
import cacheworker.core.ufs.UfsPartPlace;
import cacheworker.core.ufs.UfsParts;
import cacheworker.core.ufs.UfsStatus;
import org.jspecify.annotations.Nullable;

/** Reads objects for the gateway: what there is, and its bytes. Safe for any thread. */
public final class ObjectReader implements AutoCloseable {
    private final Namespace namespace;
    private final ObjectCatalog catalog;
    private final FillExecutors executors;
    private final SharedBuffers fetchBuffers;
    private final Chunks chunks;
    private final PageStore store;
    private final Hedge hedge;
    private final Fills fills;
    private final Sequences sequences;
    private final BodySources sources;

    /**
     * A reader.
     *
     * @param namespace where names lead
     * @param catalog what is known of each object
     * @param store where pages are kept
     * @param options bounds
     * @param meters what is counted
     */
    public ObjectReader(
            Namespace namespace, ObjectCatalog catalog, PageStore store, ReadOptions options, ReadMeters meters) {
        this.namespace = namespace;
        this.catalog = catalog;
        this.store = store;
        this.executors = new FillExecutors(options.fillThreads(), options.fillQueue());
        int mounts = Math.max(1, namespace.mounts().size());
        this.fetchBuffers = buffers(store.pageSize(), options.fetchBytes(), mounts);
        this.chunks = new Chunks(buffers(ReadOptions.CHUNK_SIZE, options.chunkBytes(), mounts));
        this.hedge = new Hedge(options.hedgeDelay());
        this.fills = new Fills(store, fetchBuffers, executors, hedge, meters);
        int windowPages = (int) Math.max(1, options.windowBytes() / store.pageSize());
        this.sequences = new Sequences(store.pageSize(), windowPages);
        this.sources = new BodySources(store, fills, chunks, windowPages, catalog::noteChanged);
    }

    private static SharedBuffers buffers(int size, long bytes, int mounts) {
        int number = (int) Math.max(1, bytes / size);
        return new SharedBuffers(new BufferPool(size, number), number, mounts);
    }

    /**
     * The object, if its record is in memory and fresh.
     *
     * @param key its name
     * @return its record, or null when {@link #find} has to be asked
     */
    @NonBlocking
    public @Nullable CachedObject peek(ObjectKey key) {
        CachedObject object = catalog.peek(key);
        return object != null && object.status().content().complete() ? object : null;
    }

    /**
     * The object for somebody who wants bytes of it and not its checksum, if its record is in memory and fresh.
     *
     * @param key its name
     * @return its record, or null when {@link #findToRead} has to be asked
     */
    @NonBlocking
    public @Nullable CachedObject peekToRead(ObjectKey key) {
        return catalog.peek(key);
    }

    /**
     * The object, from the cache when its record is fresh, else from the UFS.
     *
     * @param key its name
     * @return its current version
     * @throws NameException when the name has no place in the namespace; NO_SUCH_BUCKET when not even the bucket exists
     * @throws UfsException NOT_FOUND when there is no such object; what the UFS says when it cannot be asked
     */
    @Blocking
    public CachedObject find(ObjectKey key) throws NameException, UfsException {
        return find(key, namespace.locate(key), null);
    }

    /**
     * The object for somebody who wants bytes of it and not its checksum: when the worker knows nothing of it, one
     * request to the UFS gives its state and the first page.
     *
     * @param key its name
     * @param offset of the first byte that is wanted, which may lie behind the end
     * @return its current version, to be given to {@link #open(FoundObject, ByteRange)}
     * @throws NameException as {@link #find}
     * @throws UfsException as {@link #find}
     */
    @Blocking
    public FoundObject findToRead(ObjectKey key, long offset) throws NameException, UfsException {
        Location location = namespace.locate(key);
        long page = offset / fills.pageSize();
        if (page > Integer.MAX_VALUE || !fills.mayFetchUnseen(location.mount())) {
            return new FoundObject(find(key, location, null));
        }
        FirstPage first = new FirstPage(fills, (int) page);
        CachedObject object = find(key, location, first);
        return new FoundObject(object, first.fetched());
    }

    private CachedObject find(ObjectKey key, Location location, @Nullable FirstPage first)
            throws NameException, UfsException {
        try {
            return catalog.find(key, location, first);
        } catch (UfsException e) {
            if (e.kind() == UfsException.Kind.NOT_FOUND) {
                namespace.requireBucket(key.bucket());
            }
            throw e;
        }
    }

    /**
     * Where a part of an object lies, for an object whose record says nothing of parts.
     *
     * @param object a version of an object
     * @param number 1 to {@link UfsMultipart#MOST_PARTS}
     * @return null when nothing is known of parts
     * @throws UfsException CHANGED when it has another version by now, and the next {@link #find} asks for it; what the
     *     UFS says when it cannot be asked
     */
    @Blocking
    public @Nullable UfsPartPlace part(CachedObject object, int number) throws UfsException {
        Location location = object.location();
        try {
            return location.ufs().part(location.path(), object.status().version(), number);
        } catch (UfsException e) {
            if (e.kind() == UfsException.Kind.CHANGED) {
                noteChanged(object);
            }
            throw e;
        }
    }

    /**
     * All parts of an object.
     *
     * @param object a version of an object
     * @return the parts; {@link UfsParts#NONE} when it was written at once, or the storage does not list them
     * @throws UfsException as {@link #part}
     */
    @Blocking
    public UfsParts parts(CachedObject object) throws UfsException {
        UfsStatus status = object.status();
        if (status.content().parts().count() > 0) {
            return status.content().parts();
        }
        Location location = object.location();
        try {
            return location.ufs().parts(location.path(), status.version());
        } catch (UfsException e) {
            if (e.kind() == UfsException.Kind.CHANGED) {
                noteChanged(object);
            }
            throw e;
        }
    }

    /**
     * The bytes of a range. Nothing is read before the first piece is asked for.
     *
     * @param object a version of an object
     * @param range lies inside it
     * @return the bytes; the caller closes it
     */
    @NonBlocking
    public ObjectBody open(CachedObject object, ByteRange range) {
        return open(new FoundObject(object), range);
    }

    /**
     * The bytes of a range.
     *
     * @param found a version of an object
     * @param range lies inside it
     * @return the bytes; the caller closes it
     */
    @NonBlocking
    public ObjectBody open(FoundObject found, ByteRange range) {
        long length = found.object().status().length();
        if (range.end() > length) {
            throw new IllegalArgumentException(range + " of " + length + " bytes");
        }
        RangeBody body = new RangeBody(found, range, sources);
        lookAhead(found.object(), range);
        return body;
    }

    private void lookAhead(CachedObject object, ByteRange range) {
        if (range.length() == 0 || range.end() == object.status().length()) {
            return;
        }
        int next = (int) ((range.end() - 1) / fills.pageSize()) + 1;
        boolean isLast = (long) next * fills.pageSize() >= object.status().length();
        if (!isLast && !store.has(object.pages(), next)) {
            fills.ahead(object, next, sequences.window(object.id(), range));
        }
    }

    /**
     * Tells that the UFS said of this version, while it was read, that it is gone: the next {@link #find} asks again.
     *
     * @param object the version
     */
    @NonBlocking
    public void noteChanged(CachedObject object) {
        catalog.noteChanged(object);
    }

    /**
     * Keys of a bucket. An entry that shows another version than the cache has makes the cache ask again, so that
     * listing and reading agree.
     *
     * @param bucket its name
     * @param request what to list; paths are keys
     * @return a cursor; the caller closes it
     * @throws NameException NO_SUCH_BUCKET
     * @throws UfsException when the UFS cannot be asked
     */
    @Blocking
    public UfsCursor list(String bucket, UfsListRequest request) throws NameException, UfsException {
        return new WatchedCursor(bucket, namespace.list(bucket, request), catalog);
    }

    /**
     * Bytes on their way from the UFS to the page store.
     *
     * @return bytes in buffers now
     */
    @NonBlocking
    public long fillBytes() {
        return fetchBuffers.bytesInUse();
    }

    /**
     * Bytes on their way to clients that do not lie in the page store.
     *
     * @return bytes in buffers now
     */
    @NonBlocking
    public long passBytes() {
        return chunks.bytesInUse();
    }

    /**
     * Reads of a UFS that were asked for a second time, because they had not begun.
     *
     * @return a count since the start
     */
    @NonBlocking
    public long hedgedReads() {
        return hedge.hedged();
    }

    /** Stops the threads that fill the cache. Running fetches fail. */
    @Override
    public void close() {
        executors.close();
    }
}
