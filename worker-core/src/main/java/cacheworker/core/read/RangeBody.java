package cacheworker.core.read;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.ByteRange;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.mount.MountGate;
import cacheworker.core.page.PageSlice;
import cacheworker.core.ufs.UfsException;
import org.jspecify.annotations.Nullable;

/**
 * A range of one version of an object. For each next byte there are three sources, asked in this order: the page store;
 * a fetch that brings the page into it; and, when there is no room for a fetch, the UFS itself, past the cache.
 */
final class RangeBody implements ObjectBody {
    private final CachedObject object;
    private final long start;
    private final long end;
    private final BodySources sources;
    private final RangeOutcome outcome;
    private @Nullable UfsSide ufsSide;
    private @Nullable BodyPiece ready;
    private long position;

    /** What it takes to get bytes from the UFS; a body that is cached does without. */
    private static final class UfsSide {
        private final ReadAhead readAhead;
        private final PassThrough passThrough;

        UfsSide(ReadAhead readAhead, PassThrough passThrough) {
            this.readAhead = readAhead;
            this.passThrough = passThrough;
        }
    }

    RangeBody(FoundObject found, ByteRange range, BodySources sources) {
        this.object = found.object();
        this.start = range.offset();
        this.position = start;
        this.end = range.end();
        this.sources = sources;
        this.outcome = RangeOutcome.of(sources.store(), found, range);
    }

    @Override
    public long remaining() {
        BodyPiece piece = ready;
        return end - position + (piece == null ? 0 : piece.length());
    }

    @Override
    public CacheOutcome outcome() {
        return outcome.expected();
    }

    @Override
    public boolean prepare() {
        if (ready == null) {
            ready = cached();
        }
        return ready != null;
    }

    @Override
    @Blocking
    public void await() throws UfsException {
        if (ready == null) {
            ready = next();
        }
    }

    @Override
    public @Nullable BodyPiece poll() {
        BodyPiece piece = ready;
        ready = null;
        return piece == null ? cached() : piece;
    }

    @Override
    @Blocking
    public BodyPiece take() throws UfsException {
        BodyPiece piece = ready;
        ready = null;
        return piece == null ? next() : piece;
    }

    private long left() {
        return end - position;
    }

    private @Nullable BodyPiece cached() {
        PageSlice slice = left() == 0 ? null : sources.store().poll(object.pages(), position, left());
        return slice == null ? null : cached(slice);
    }

    private BodyPiece cached(PageSlice slice) {
        closeUfs();
        long sliceEnd = position + slice.length();
        sources.fills().meters().sent(slice.length(), outcome.wasCached(page()));
        use(sliceEnd);
        position = sliceEnd;
        return new BodyPiece.Cached(slice);
    }

    /** Counts a use of every page whose last byte this reader takes, and that it did not bring in itself. */
    private void use(long sliceEnd) {
        long pageSize = sources.store().pageSize();
        for (int page = page(); ; page++) {
            long pageEnd = Math.min((page + 1) * pageSize, object.status().length());
            if (pageEnd > sliceEnd) {
                return;
            }
            if (outcome.wasCached(page)) {
                sources.store().use(object.pages(), page);
            }
            if (pageEnd == sliceEnd) {
                return;
            }
        }
    }

    private int page() {
        return (int) (position / sources.store().pageSize());
    }

    @Blocking
    private BodyPiece next() throws UfsException {
        try {
            while (true) {
                PageSlice slice = sources.store().load(object.pages(), position, left());
                if (slice != null) {
                    return cached(slice);
                }
                BodyPiece piece = null;
                MountGate.Pass pass = pass();
                try (pass) {
                    piece = fromUfs();
                }
                if (piece != null) {
                    return piece;
                }
            }
        } catch (UfsException e) {
            if (e.kind() == UfsException.Kind.CHANGED) {
                sources.noteChanged().accept(object);
            }
            throw e;
        }
    }

    /** Before its first byte a request can be told to come later; behind it, it can only be broken off. */
    private MountGate.Pass pass() throws UfsException {
        MountGate gate = object.location().mount().gate();
        return position == start ? gate.enter() : gate.goOn();
    }

    /** Bytes of a page that is not in the store, or null when it got there meanwhile. */
    private @Nullable BodyPiece fromUfs() throws UfsException {
        UfsSide side = ufsSide();
        if (side.passThrough.isAt(position) && offsetInPage() != 0) {
            return pastTheCache(side.passThrough);
        }
        PageFetch fetch = side.readAhead.fetch(page());
        if (fetch == null) {
            return sources.store().has(object.pages(), page()) ? null : pastTheCache(side.passThrough);
        }
        side.passThrough.close();
        int ready = fetch.await(offsetInPage());
        if (ready == PageFetch.NOWHERE) {
            return pastTheCache(side.passThrough);
        }
        return ready == PageFetch.IN_STORE ? null : inChunk(left(), chunk -> fetch.copy(offsetInPage(), chunk));
    }

    private UfsSide ufsSide() {
        UfsSide side = ufsSide;
        if (side == null) {
            ByteRange range = new ByteRange(start, end - start);
            side = new UfsSide(
                    new ReadAhead(sources.fills(), object, range, sources.windowPages()),
                    new PassThrough(object, sources.fills()));
            ufsSide = side;
        }
        return side;
    }

    /** Up to the end of the page: of each page that is needed the store is asked. */
    private @Nullable BodyPiece pastTheCache(PassThrough passThrough) throws UfsException {
        passThrough.open(position, left());
        return inChunk(Math.min(left(), sources.store().pageSize() - offsetInPage()), passThrough::read);
    }

    private @Nullable BodyPiece inChunk(long most, Chunks.Source source) throws UfsException {
        BodyPiece piece = sources.chunks().piece(object, most, source);
        if (piece != null) {
            sources.fills().meters().sent(piece.length(), outcome.wasCached(page()));
            position += piece.length();
        }
        return piece;
    }

    private int offsetInPage() {
        return (int) (position % sources.store().pageSize());
    }

    @Override
    public void close() {
        BodyPiece piece = ready;
        ready = null;
        if (piece != null) {
            piece.close();
        }
        closeUfs();
    }

    private void closeUfs() {
        UfsSide side = ufsSide;
        if (side != null) {
            side.passThrough.close();
        }
    }
}
