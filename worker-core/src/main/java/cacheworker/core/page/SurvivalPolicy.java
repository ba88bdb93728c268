package cacheworker.core.page;

import cacheworker.core.base.NonBlocking;

/** Who survives when the oldest region is reclaimed. */
@NonBlocking
interface SurvivalPolicy {
    /**
     * Decides about one page.
     *
     * @param uses how often it was used since it was appended, 0 to {@link Extent#MAX_USES}
     * @return the uses that it goes on with when it is appended again, or -1 when it is dropped
     */
    int survive(int uses);

    /** First in, first out, but what was used since then goes in again with one use less. */
    SurvivalPolicy FIFO_WITH_REINSERTION = uses -> uses - 1;
}
