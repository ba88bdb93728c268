package cacheworker.s3.dispatch;

import cacheworker.core.base.NonBlocking;

/** Hears of every request, once when it begins and once when it is over, whatever became of it. On any thread. */
@NonBlocking
public interface RequestObserver {
    /** A request's head is complete. */
    default void started() {}

    /**
     * A request is over.
     *
     * @param request what became of it
     */
    void completed(CompletedRequest request);
}
