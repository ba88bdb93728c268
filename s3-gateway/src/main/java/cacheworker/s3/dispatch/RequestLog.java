package cacheworker.s3.dispatch;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.auth.Identity;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.op.S3Op;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
        for (RequestObserver observer : observers) {
            observer.started();
        }
        return new Entry(id, head);
    }

    /** One request. Used by one thread at a time; ends once, however often it is told to. */
    final class Entry implements ResponseSink.Listener, CompletedRequest {
        private final String id;
        private final Incoming head;
        private final long startedMillis = clock.millis();
        private final long startedNanos = System.nanoTime();

        private @Nullable S3Request request;
        private @Nullable S3Op op;
        private @Nullable Identity caller;
        private @Nullable String error;
        private @Nullable String cache;
        private int status;
        private long nanos;
        private long bytes;
        private boolean complete;
        private boolean over;

        private Entry(String id, Incoming head) {
            this.id = id;
            this.head = head;
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
        public void sent(long sentBytes, boolean all) {
            if (!end()) {
                return;
            }
            bytes = sentBytes;
            complete = all;
            nanos = System.nanoTime() - startedNanos;
            for (RequestObserver observer : observers) {
                observer.completed(this);
            }
        }

        private synchronized boolean end() {
            boolean first = !over;
            over = true;
            return first;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Incoming head() {
            return head;
        }

        @Override
        public Instant started() {
            return Instant.ofEpochMilli(startedMillis);
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public @Nullable S3Op op() {
            return op;
        }

        @Override
        public @Nullable String user() {
            Identity identity = caller;
            return identity == null ? null : identity.user();
        }

        @Override
        public @Nullable String bucket() {
            S3Request parsed = request;
            return parsed == null ? null : parsed.bucket();
        }

        @Override
        public @Nullable String key() {
            S3Request parsed = request;
            return parsed == null ? null : parsed.key();
        }

        @Override
        public int status() {
            return status;
        }

        @Override
        public @Nullable String error() {
            return error;
        }

        @Override
        public @Nullable String cache() {
            return cache;
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public boolean complete() {
            return complete;
        }

        private static @Nullable String cacheHeader(ResponseHeaders headers) {
            for (int i = headers.size() - 1; i >= headers.firstAdded(); i--) {
                if (headers.name(i).equals("x-cache")) {
                    return headers.value(i);
                }
            }
            return null;
        }
    }
}
