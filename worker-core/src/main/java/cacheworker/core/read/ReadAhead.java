package cacheworker.core.read;

import cacheworker.core.base.ByteRange;
import cacheworker.core.base.NonBlocking;
import cacheworker.core.meta.CachedObject;
import org.jspecify.annotations.Nullable;

/**
 * Decides which pages one body asks for before it needs them. Never past the end of its range: a client that reads at
 * random costs exactly the pages it touches. Within the range, runs of 1, 2, 4 … pages, two of them on their way.
 */
@NonBlocking
final class ReadAhead {
    private final Fills fills;
    private final CachedObject object;
    private final int lastPage;
    private final int windowPages;
    private int run = 1;
    private int next;

    ReadAhead(Fills fills, CachedObject object, ByteRange range, int windowPages) {
        this.fills = fills;
        this.object = object;
        this.lastPage = (int) ((range.end() - 1) / fills.pageSize());
        this.windowPages = windowPages;
    }

    /**
     * The fetch of a page, begun now if none runs, and those behind it.
     *
     * @param page the page that is needed next
     * @return its fetch, or null when there is no room for one, or the policy does not admit it yet
     */
    @Nullable
    PageFetch fetch(int page) {
        PageFetch fetch = fills.running(object, page);
        if (fetch == null) {
            if (!fills.mayFetch(object, page)) {
                return null;
            }
            next = Math.max(page, next > page + 2 * windowPages ? page : next);
            begin(page);
            fetch = fills.running(object, page);
        }
        if (fetch != null && next <= page + run) {
            begin(Math.max(next, page + 1));
        }
        return fetch;
    }

    private void begin(int page) {
        if (page > lastPage) {
            return;
        }
        int begun = fills.begin(object, page, Math.min(run, lastPage - page + 1));
        next = page + Math.max(begun, 1);
        if (begun == run) {
            run = Math.min(2 * run, windowPages);
        }
    }
}
