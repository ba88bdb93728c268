package cacheworker.core.page.policy;

/** The two queues that the regions of a directory form, each first in, first out. */
public enum LogQueue {
    /** Regions of pages that were brought in and have yet to show that they are worth their room. */
    PROBATION,

    /** Regions of pages that survived, or that came back soon after they had been dropped. */
    MAIN
}
