package cacheworker.core.read;

import cacheworker.core.base.ByteRange;
import cacheworker.core.base.NonBlocking;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.page.PageStore;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Which pages of a range were in the store when it was opened. */
@NonBlocking
final class RangeOutcome {
    private final CacheOutcome expected;
    private final int firstPage;
    private final @Nullable BitSet cached;

    private RangeOutcome(CacheOutcome expected, int firstPage, @Nullable BitSet cached) {
        this.expected = expected;
        this.firstPage = firstPage;
        this.cached = cached;
    }

    static RangeOutcome of(PageStore store, CachedObject object, ByteRange range) {
        if (range.length() == 0) {
            return new RangeOutcome(CacheOutcome.HIT, 0, null);
        }
        int first = (int) (range.offset() / store.pageSize());
        int pages = (int) ((range.end() - 1) / store.pageSize()) - first + 1;
        BitSet cached = null;
        for (int i = 0; i < pages; i++) {
            if (store.has(object.pages(), first + i)) {
                cached = cached == null ? new BitSet(pages) : cached;
                cached.set(i);
            }
        }
        if (cached == null) {
            return new RangeOutcome(CacheOutcome.MISS, first, null);
        }
        boolean all = cached.cardinality() == pages;
        return new RangeOutcome(all ? CacheOutcome.HIT : CacheOutcome.PARTIAL, first, all ? null : cached);
    }

    CacheOutcome expected() {
        return expected;
    }

    boolean wasCached(int page) {
        return cached == null ? expected == CacheOutcome.HIT : cached.get(page - firstPage);
    }
}
