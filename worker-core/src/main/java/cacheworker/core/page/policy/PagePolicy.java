package cacheworker.core.page.policy;

import cacheworker.core.base.NonBlocking;
import cacheworker.core.config.PageStoreKeys;

/** The answers that a page store was configured to give to both questions, and what they remember of pages. */
@NonBlocking
public final class PagePolicy {
    private final PageStoreKeys.Evictor evictor;
    private final Ghost dropped = new Ghost();
    private final Ghost seen = new Ghost();
    private final Admission admission;

    /**
     * A policy that remembers nothing yet.
     *
     * @param evictor who survives
     * @param admission who is admitted
     * @param pages that the store may be expected to have: those who ask for admission are remembered from the start
     */
    public PagePolicy(PageStoreKeys.Evictor evictor, PageStoreKeys.Admission admission, long pages) {
        this.evictor = evictor;
        if (admission == PageStoreKeys.Admission.SECOND_ACCESS) {
            seen.reach(pages);
        }
        this.admission = switch (admission) {
            case ALWAYS -> Admission.ALWAYS;
            case SECOND_ACCESS -> new SecondAccess(seen);
        };
    }

    /**
     * Who is admitted.
     *
     * @return one answer for all directories
     */
    public Admission admission() {
        return admission;
    }

    /**
     * Who survives in one directory. What was dropped is remembered for all of them together.
     *
     * @return a new answer, for one directory
     */
    public Survival survival() {
        return switch (evictor) {
            case S3_FIFO -> new S3Fifo(dropped);
            case LRU -> OneQueue.LRU;
            case LFU -> OneQueue.LFU;
            case FIFO -> OneQueue.FIFO;
        };
    }

    /**
     * Tells how many pages the store has, so that as many are remembered of those that it has not.
     *
     * @param pages cached now
     */
    public void cached(long pages) {
        if (evictor == PageStoreKeys.Evictor.S3_FIFO) {
            dropped.reach(pages);
        }
        if (admission != Admission.ALWAYS) {
            seen.reach(pages);
        }
    }

    /**
     * What is remembered of pages that are not in the store takes so much of the heap.
     *
     * @return bytes
     */
    public long heapBytes() {
        return dropped.bytes() + seen.bytes();
    }
}
