package cacheworker.core.read;

import cacheworker.core.base.ByteRange;
import cacheworker.core.base.NonBlocking;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.page.PageStore;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which pages of a range were in the store before its body could bring them there. Only so many pages ahead of the body
 * are looked at, so that the beginning of a huge object costs no more than that of another. For one body; pages are
 * asked for in ascending order.
 */
@NonBlocking
final class RangeOutcome {
    /** Pages that are looked at when the range is opened, and remembered at most. */
    static final int LOOK_AHEAD = 256;

    /** Looked at together when the body comes near; far enough ahead to see no page of its own read-ahead. */
    private static final int STEP = LOOK_AHEAD / 2;

    private final PageStore store;
    private final CachedObject object;
    private final int fetched;
    private final int endPage;
    private final CacheOutcome expected;

    /** A ring: whether a page was cached stands at its number modulo the size. None for a range within one page. */
    private final @Nullable BitSet cached;

    private int lookedTo;

    private RangeOutcome(PageStore store, FoundObject found, ByteRange range) {
        this.store = store;
        this.object = found.object();
        this.fetched = found.fetched();
        this.lookedTo = (int) (range.offset() / store.pageSize());
        this.endPage = range.length() == 0 ? lookedTo : (int) ((range.end() - 1) / store.pageSize()) + 1;
        if (endPage - lookedTo <= 1) {
            this.cached = null;
            this.expected = endPage == lookedTo || has(lookedTo) ? CacheOutcome.HIT : CacheOutcome.MISS;
        } else {
            BitSet ring = new BitSet(LOOK_AHEAD);
            int first = lookedTo;
            this.cached = ring;
            look(ring, LOOK_AHEAD);
            this.expected = outcome(ring.cardinality(), lookedTo - first);
        }
    }

    private static CacheOutcome outcome(int found, int looked) {
        return found == looked ? CacheOutcome.HIT : found == 0 ? CacheOutcome.MISS : CacheOutcome.PARTIAL;
    }

    static RangeOutcome of(PageStore store, FoundObject found, ByteRange range) {
        return new RangeOutcome(store, found, range);
    }

    private boolean has(int page) {
        return page != fetched && store.has(object.pages(), page);
    }

    private void look(BitSet ring, int pages) {
        int end = Math.min(endPage, lookedTo + pages);
        while (lookedTo < end) {
            ring.set(lookedTo % LOOK_AHEAD, has(lookedTo));
            lookedTo++;
        }
    }

    /** What the first pages of the range let expect of all. */
    CacheOutcome expected() {
        return expected;
    }

    /** Whether a page of the range was cached; never asked for one before those of earlier questions. */
    boolean wasCached(int page) {
        BitSet ring = cached;
        if (ring == null) {
            return expected == CacheOutcome.HIT;
        }
        while (page >= lookedTo - STEP && lookedTo < endPage) {
            look(ring, STEP);
        }
        return ring.get(page % LOOK_AHEAD);
    }
}
