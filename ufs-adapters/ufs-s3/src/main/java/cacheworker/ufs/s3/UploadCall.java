package cacheworker.ufs.s3;

import java.io.InputStream;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;

/** One request with a body, fed by a pipe and run by a thread of its own. */
final class UploadCall<R> extends FutureTask<R> {
    private final UploadPipe pipe;
    private final AbortHandle handle;
    private final Runnable whenDone;

    /**
     * A call that is not running yet.
     *
     * @param client sends it
     * @param request what to send
     * @param pipe the body
     * @param whenDone told when the call has ended, one way or the other
     */
    UploadCall(S3Client client, BodyRequest<R> request, UploadPipe pipe, Runnable whenDone) {
        this(client, request, pipe, whenDone, new AbortHandle());
    }

    private UploadCall(
            S3Client client, BodyRequest<R> request, UploadPipe pipe, Runnable whenDone, AbortHandle handle) {
        super(() -> send(client, request, pipe, handle));
        this.pipe = pipe;
        this.handle = handle;
        this.whenDone = whenDone;
    }

    private static <R> R send(S3Client client, BodyRequest<R> request, UploadPipe pipe, AbortHandle handle) {
        AbortableHttpClient.abortWith(handle);
        try {
            RequestBody body =
                    RequestBody.fromContentProvider(new OneStream(pipe), request.length(), request.contentType());
            return request.call().apply(client, body);
        } finally {
            AbortableHttpClient.abortWith(null);
        }
    }

    /** Ends the call without the last byte having gone, or gives up waiting for its answer. */
    void abort() {
        pipe.breakOff();
        handle.abort();
    }

    @Override
    protected void done() {
        pipe.breakOff();
        whenDone.run();
    }

    /** What has been sent is no longer here: a body is given out once. */
    private static final class OneStream implements ContentStreamProvider {
        private final UploadPipe pipe;
        private final AtomicBoolean given = new AtomicBoolean();

        OneStream(UploadPipe pipe) {
            this.pipe = pipe;
        }

        @Override
        public InputStream newStream() {
            if (given.getAndSet(true)) {
                throw SdkClientException.create("the body of an upload cannot be sent again");
            }
            return pipe;
        }
    }
}
