package cacheworker.bench.sim;

import cacheworker.core.base.ObjectId;
import cacheworker.core.page.policy.Allowance;
import cacheworker.core.page.policy.LogQueue;
import cacheworker.core.page.policy.PageName;
import cacheworker.core.page.policy.PagePolicy;
import cacheworker.core.page.policy.Survival;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page store as its policies see it: regions that are filled, taken whole and made anew, each with room for the
 * same number of pages. It asks the very classes that the store asks, in the same order.
 */
final class LogCache implements SimulatedCache {
    /** Regions of a directory, unless it is small or very large. */
    static final int REGIONS = 64;

    /** As the store does it, so many regions are kept free. */
    private static final int SPARE_REGIONS = 2;

    private static final ObjectId OBJECT = new ObjectId(1, 1);

    private final PagePolicy policy;
    private final Survival survival;
    private final int pagesOfARegion;
    private final @Nullable Region[] places;
    private final byte[] marks;
    private final Allowance allowance = new Allowance();
    private final List<Region> full = new ArrayList<>();
    private @Nullable Region fills;
    private @Nullable Region survivors;
    private int regions;
    private int cached;
    private long written;

    /**
     * An empty cache.
     *
     * @param policy what it asks
     * @param universe one more than the largest number of a page
     * @param capacity pages, what is kept free included
     */
    LogCache(PagePolicy policy, int universe, int capacity) {
        this.policy = policy;
        this.survival = policy.survival();
        this.pagesOfARegion = capacity / REGIONS;
        this.places = new @Nullable Region[universe];
        this.marks = new byte[universe];
    }

    /** A file of the log. */
    private static final class Region {
        private final LogQueue queue;
        private final int[] pages;
        private int used;

        Region(LogQueue queue, int size) {
            this.queue = queue;
            this.pages = new int[size];
        }

        boolean isFull() {
            return used == pages.length;
        }
    }

    @Override
    public boolean read(int page) {
        if (places[page] != null) {
            marks[page] = (byte) survival.used(marks[page]);
            return true;
        }
        long name = PageName.of(OBJECT, page);
        if (policy.admission().admitsWanted(name)) {
            fill(page, name);
            while (REGIONS - regions < SPARE_REGIONS && !full.isEmpty()) {
                reclaim(next());
                regions--;
            }
        }
        return false;
    }

    private void fill(int page, long name) {
        policy.cached(cached);
        cached++;
        Region main = survivors;
        if (survival.queueFor(name) == LogQueue.MAIN && main != null && !main.isFull()) {
            add(main, page, 0);
            return;
        }
        fills = open(fills, LogQueue.PROBATION);
        add(fills, page, 0);
    }

    private Region open(@Nullable Region head, LogQueue queue) {
        if (head != null && !head.isFull()) {
            return head;
        }
        if (head != null) {
            full.add(head);
        }
        regions++;
        return new Region(queue, pagesOfARegion);
    }

    private void add(Region region, int page, int pageMarks) {
        region.pages[region.used++] = page;
        places[page] = region;
        marks[page] = (byte) pageMarks;
        written++;
    }

    private Region next() {
        int probation = 0;
        for (Region region : full) {
            probation += region.queue == LogQueue.PROBATION ? 1 : 0;
        }
        LogQueue queue = survival.next(probation, REGIONS);
        Region next = full.get(0);
        for (int i = full.size() - 1; i >= 0; i--) {
            if (full.get(i).queue == queue) {
                next = full.get(i);
            }
        }
        full.remove(next);
        return next;
    }

    private void reclaim(Region region) {
        allowance.region(pagesOfARegion);
        for (int i = 0; i < region.used; i++) {
            int page = region.pages[i];
            int next = survival.survive(region.queue, marks[page]);
            if (next != Survival.DROPPED && allowance.take(1)) {
                survivors = open(survivors, LogQueue.MAIN);
                add(survivors, page, next);
            } else {
                survival.dropped(PageName.of(OBJECT, page), region.queue);
                places[page] = null;
                cached--;
            }
        }
    }

    @Override
    public long written() {
        return written;
    }
}
