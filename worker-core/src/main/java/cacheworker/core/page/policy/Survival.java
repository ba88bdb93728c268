package cacheworker.core.page.policy;

import cacheworker.core.base.NonBlocking;
import org.jspecify.annotations.Nullable;

/**
 * Who survives when room is made in one directory. Regions are taken whole; of each page of a region that is taken the
 * policy says whether it is written again, into the region of the survivors, or dropped. All that it knows of a page
 * are its marks, four bits that are kept in memory with the place of the page and lost with it.
 *
 * <p>{@link #used} and {@link #queueFor} may be called by any thread, {@link #used} on the event loop for every hit:
 * they take constant time, no lock, and make no object. The rest is called by the one thread that makes room in the
 * directory.
 */
@NonBlocking
public interface Survival {
    /** The largest marks. The smallest, those of a page just brought in, are 0. */
    int MOST_MARKS = 15;

    /** Instead of marks: the page is dropped. */
    int DROPPED = -1;

    /**
     * A page was used.
     *
     * @param marks of the page
     * @return its marks from now on, 0 to {@link #MOST_MARKS}; the same when there is nothing to write down
     */
    int used(int marks);

    /**
     * Where a page belongs that was just brought in.
     *
     * @param page its {@link PageName}
     * @return MAIN only for a page that may be spared the probation where there is room
     */
    LogQueue queueFor(long page);

    /**
     * A region is about to be taken. Which one?
     *
     * @param probation how many regions of {@link LogQueue#PROBATION} are full
     * @param regions how many regions the directory may have
     * @return the queue whose oldest region should go; null for the oldest of both
     */
    @Nullable
    LogQueue next(int probation, int regions);

    /**
     * Judges a page of a region that is being taken.
     *
     * @param queue where it lies
     * @param marks of the page
     * @return the marks that it goes on with, or {@link #DROPPED}
     */
    int survive(LogQueue queue, int marks);

    /**
     * A page was dropped, by its judgement or because there was no room for it.
     *
     * @param page its {@link PageName}
     * @param queue where it lay
     */
    void dropped(long page, LogQueue queue);
}
