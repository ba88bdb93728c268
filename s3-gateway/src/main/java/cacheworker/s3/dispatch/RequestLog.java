package cacheworker.s3.dispatch;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.auth.Identity;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.op.S3Op;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Follows every request to its end and tells the observers: meters, access log. */
@NonBlocking
public final class RequestLog {
    private final List<RequestObserver> observers;
    private final InstantSource clock;

    /**
     * A log.
     *
     * @param observers who is told
     * @param clock the time of day
     */
    public RequestLog(List<RequestObserver> observers, InstantSource clock) {
        this.observers = List.copyOf(observers);
        this.clock = clock;
    }

    Entry begin(String id, Incoming head) {
        observers.forEach(RequestObserver::started);
        return new Entry(id, head);
    }

    /** One request. Used by one thread at a time; ends once, however often it is told to. */
    final class Entry implements ResponseSink.Listener {
        private final String id;
        private final Incoming head;
        private final Instant started = clock.instant();
        private final long startedNanos = System.nanoTime();
        private final AtomicBoolean over = new AtomicBoolean();

        private @Nullable S3Request request;
        private @Nullable S3Op op;
        private @Nullable Identity caller;
        private @Nullable String error;
        private @Nullable String cache;
        private int status;

        private Entry(String id, Incoming head) {
            this.id = id;
            this.head = head;
        }

        String id() {
            return id;
        }

        Incoming head() {
            return head;
        }

        @Nullable
        S3Request request() {
            return request;
        }

        void parsed(S3Request parsed) {
            request = parsed;
        }

        void matched(S3Op row) {
            op = row;
        }

        void calledBy(Identity identity) {
            caller = identity;
        }

        void failed(S3Exception failure) {
            error = failure.code().code();
        }

        void answered(S3Response response) {
            status = response.status();
            cache = cacheHeader(response.headers());
        }

        @Override
        public void sent(long bytes, boolean complete) {
            if (!over.compareAndSet(false, true)) {
                return;
            }
            S3Request parsed = request;
            Identity identity = caller;
            CompletedRequest completed = new CompletedRequest(
                    id,
                    head,
                    started,
                    Duration.ofNanos(System.nanoTime() - startedNanos),
                    op,
                    identity == null ? null : identity.user(),
                    parsed == null ? null : parsed.bucket(),
                    parsed == null ? null : parsed.key(),
                    status,
                    error,
                    cache,
                    bytes,
                    complete);
            for (RequestObserver observer : observers) {
                observer.completed(completed);
            }
        }

        private static @Nullable String cacheHeader(ResponseHeaders headers) {
            for (int i = headers.size() - 1; i >= 0; i--) {
                if (headers.name(i).equals("x-cache")) {
                    return headers.value(i);
                }
            }
            return null;
        }
    }
}
