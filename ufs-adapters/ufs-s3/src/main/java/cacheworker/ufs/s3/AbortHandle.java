package cacheworker.ufs.s3;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.Abortable;

/** Ends a request that runs in another thread, or that is about to. Safe for any thread. */
final class AbortHandle {
    private @Nullable Abortable request;
    private boolean aborted;

    void attach(Abortable prepared) {
        synchronized (this) {
            request = prepared;
            if (!aborted) {
                return;
            }
        }
        prepared.abort();
    }

    void abort() {
        Abortable running;
        synchronized (this) {
            aborted = true;
            running = request;
        }
        if (running != null) {
            running.abort();
        }
    }
}
