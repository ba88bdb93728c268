package cacheworker.core.page;

import cacheworker.core.base.NonBlocking;
import cacheworker.core.page.Reclaimer.PageCounters;
import cacheworker.core.page.policy.LogQueue;
import cacheworker.core.page.policy.PageName;
import cacheworker.core.page.policy.PagePolicy;
import cacheworker.core.page.policy.Survival;
import java.util.List;
import java.util.stream.Stream;

/** Asks the policy about pages as the store knows them, and counts what it says. */
@NonBlocking
final class Policies {
    /** So much of the cache for one page, when it is to be guessed how many pages there will be. */
    private static final int SMALL_OBJECT = 64 << 10;

    private final PagePolicy policy;
    private final List<Survival> survivals;
    private final PageCounters counters;

    Policies(PageStoreOptions options, List<PageVolume> volumes, PageCounters counters) {
        long capacity = volumes.stream().mapToLong(PageVolume::capacityBytes).sum();
        this.policy = new PagePolicy(
                options.evictor(), options.admission(), capacity / Math.min(options.pageSize(), SMALL_OBJECT));
        this.survivals = Stream.generate(policy::survival).limit(volumes.size()).toList();
        this.counters = counters;
    }

    Survival survival(int directory) {
        return survivals.get(directory);
    }

    /** A page was used. */
    void used(PageTable table, int page) {
        long place = table.place(page);
        if (place != Extent.NOWHERE) {
            long entry = table.page(page);
            int marks = Extent.marks(entry);
            int next = survivals.get(Extent.directory(place)).used(marks);
            if (next != marks) {
                table.update(page, entry, Extent.withMarks(entry, next));
            }
        }
    }

    boolean admits(PageTable table, int page) {
        return policy.admission().admits(PageName.of(table.id(), page));
    }

    boolean admitsWanted(PageTable table, int page) {
        boolean admitted = policy.admission().admitsWanted(PageName.of(table.id(), page));
        if (!admitted) {
            counters.notAdmitted.increment();
        }
        return admitted;
    }

    boolean admitsUnseen() {
        return policy.admission().admitsUnseen();
    }

    /** Where a page belongs that is about to be written. */
    LogQueue queueFor(int directory, PageTable table, int page) {
        policy.cached(counters.pages.sum());
        LogQueue queue = survivals.get(directory).queueFor(PageName.of(table.id(), page));
        if (queue == LogQueue.MAIN) {
            counters.returnedPages.increment();
        }
        return queue;
    }
}
