package cacheworker.core.read;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.BufferPool;
import cacheworker.core.base.ByteRange;
import cacheworker.core.base.NonBlocking;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.page.PageSlice;
import cacheworker.core.page.PageStore;
import cacheworker.core.ufs.UfsException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A range of one version of an object. For each next byte there are three sources, asked in this order: the page store;
 * a fetch that brings the page into it; and, when there is no room for a fetch, the UFS itself, past the cache.
 */
final class RangeBody implements ObjectBody {
    /** How long a reader waits for a chunk buffer that others hold. */
    private static final long CHUNK_WAIT_MILLIS = 30_000;

    private final CachedObject object;
    private final long end;
    private final PageStore store;
    private final Fills fills;
    private final BufferPool chunks;
    private final ReadAhead readAhead;
    private final PassThrough passThrough;
    private final RangeOutcome outcome;
    private long position;

    RangeBody(CachedObject object, ByteRange range, PageStore store, Fills fills, BufferPool chunks, int windowPages) {
        this.object = object;
        this.position = range.offset();
        this.end = range.end();
        this.store = store;
        this.fills = fills;
        this.chunks = chunks;
        this.readAhead = new ReadAhead(fills, object, range, windowPages);
        this.passThrough = new PassThrough(object, fills.meters());
        this.outcome = RangeOutcome.of(store, object, range);
    }

    @Override
    @NonBlocking
    public long remaining() {
        return end - position;
    }

    @Override
    public CacheOutcome outcome() {
        return outcome.expected();
    }

    @Override
    @NonBlocking
    public @Nullable BodyPiece poll() {
        if (remaining() == 0) {
            return null;
        }
        PageSlice slice = store.poll(object.pages(), position, remaining());
        return slice == null ? null : cached(slice);
    }

    private BodyPiece cached(PageSlice slice) {
        passThrough.close();
        use(position + slice.length());
        count(slice.length());
        return new BodyPiece.Cached(slice);
    }

    /** Counts a use of every page whose last byte this reader takes, and that it did not bring in itself. */
    private void use(long sliceEnd) {
        long pageSize = store.pageSize();
        for (int page = page(); ; page++) {
            long pageEnd = Math.min((page + 1) * pageSize, object.status().length());
            if (pageEnd > sliceEnd) {
                return;
            }
            if (outcome.wasCached(page)) {
                store.use(object.pages(), page);
            }
            if (pageEnd == sliceEnd) {
                return;
            }
        }
    }

    private void count(int bytes) {
        fills.meters().sent(bytes, outcome.wasCached(page()));
        position += bytes;
    }

    private int page() {
        return (int) (position / store.pageSize());
    }

    @Override
    @Blocking
    public BodyPiece take() throws UfsException {
        while (true) {
            PageSlice slice = store.load(object.pages(), position, remaining());
            if (slice != null) {
                return cached(slice);
            }
            BodyPiece piece = fromUfs();
            if (piece != null) {
                return piece;
            }
        }
    }

    /** Bytes of a page that is not in the store, or null when it got there meanwhile. */
    private @Nullable BodyPiece fromUfs() throws UfsException {
        ByteBuffer chunk = chunk();
        try {
            chunk.limit((int) Math.min(chunk.capacity(), remaining()));
            int bytes = fromFetch(chunk);
            if (bytes == PageFetch.NOWHERE) {
                bytes = passThrough.read(position, remaining(), chunk);
            }
            if (bytes == PageFetch.IN_STORE) {
                chunks.release(chunk);
                return null;
            }
            count(bytes);
            AtomicBoolean released = new AtomicBoolean();
            return new BodyPiece.Buffered(chunk.flip(), () -> {
                if (released.compareAndSet(false, true)) {
                    chunks.release(chunk);
                }
            });
        } catch (UfsException | RuntimeException e) {
            chunks.release(chunk);
            throw e;
        }
    }

    private int fromFetch(ByteBuffer chunk) throws UfsException {
        if (passThrough.isAt(position) && offsetInPage() != 0) {
            return PageFetch.NOWHERE;
        }
        PageFetch fetch = readAhead.fetch(page());
        if (fetch == null) {
            return store.has(object.pages(), page()) ? PageFetch.IN_STORE : PageFetch.NOWHERE;
        }
        passThrough.close();
        return fetch.read(offsetInPage(), chunk);
    }

    private int offsetInPage() {
        return (int) (position % store.pageSize());
    }

    private ByteBuffer chunk() throws UfsException {
        try {
            ByteBuffer chunk = chunks.acquire(CHUNK_WAIT_MILLIS);
            if (chunk == null) {
                throw new UfsException(
                        UfsException.Kind.THROTTLED,
                        "no buffer for " + object.key() + " within " + CHUNK_WAIT_MILLIS
                                + " ms: clients hold them all");
            }
            return chunk;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UfsException(UfsException.Kind.UNAVAILABLE, "interrupted while waiting for a buffer", e);
        }
    }

    @Override
    public void close() {
        passThrough.close();
    }
}
