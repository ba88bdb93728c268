package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The body of one request, of known length, sent while it is written. A body that fits the pipe is sent by {@link
 * #commit} alone; of a longer one everything but the last byte goes before. Without that byte the service has nothing
 * to store. Used by one thread at a time.
 */
final class BodyOutput<R> implements AutoCloseable {
    private final BodyRequest<R> request;
    private final Uploads uploads;
    private final S3Settings.Timeouts timeouts;
    private final S3Failures failures;
    private final UploadPipe pipe;
    private @Nullable UploadCall<R> call;
    private boolean over;

    /** Nothing is sent yet. */
    BodyOutput(BodyRequest<R> request, Uploads uploads, S3Settings.Timeouts timeouts, S3Failures failures) {
        this.request = request;
        this.uploads = uploads;
        this.timeouts = timeouts;
        this.failures = failures;
        this.pipe = new UploadPipe(request.length());
    }

    /** Takes the remaining bytes of a buffer; waits while the service is slower than the writer. */
    void write(ByteBuffer bytes) throws UfsException {
        checkOpen();
        if (bytes.remaining() > request.length() - pipe.written()) {
            throw ended(failures.of(
                    Kind.UNSUPPORTED, request.key(), "more than the announced " + request.length() + " bytes"));
        }
        while (bytes.hasRemaining()) {
            pipe.offer(bytes);
            if (bytes.hasRemaining()) {
                awaitRoom(running());
            }
        }
    }

    private UploadCall<R> running() throws UfsException {
        UploadCall<R> known = call;
        if (known == null) {
            known = uploads.start(request, pipe);
            call = known;
        }
        return known;
    }

    private void awaitRoom(UploadCall<R> running) throws UfsException {
        try {
            if (pipe.awaitRoom(timeouts.socket())) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ended(failures.of(Kind.UNAVAILABLE, request.key(), "interrupted while writing", e));
        }
        if (!running.isDone()) {
            throw ended(failures.of(
                    Kind.UNAVAILABLE,
                    request.key(),
                    "the service took no bytes for " + timeouts.socket().toSeconds() + " s"));
        }
        throw ended(whyEnded(running));
    }

    /** The service answers before it has the body, or the connection is gone: nothing was published either way. */
    private UfsException whyEnded(UploadCall<R> done) {
        try {
            done.get();
            return failures.of(Kind.UNAVAILABLE, request.key(), "the service answered before it had the whole body");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failures.of(Kind.UNAVAILABLE, request.key(), "interrupted while writing", e);
        } catch (ExecutionException | CancellationException e) {
            return e.getCause() instanceof SdkException failure
                    ? failures.unchanged(request.key(), failure)
                    : failures.of(Kind.UNAVAILABLE, request.key(), "the upload ended: " + e.getMessage(), e);
        }
    }

    /** Lets the last byte go and waits for the answer of the service. */
    R commit() throws UfsException {
        checkOpen();
        if (pipe.written() != request.length()) {
            throw ended(failures.of(
                    Kind.UNSUPPORTED,
                    request.key(),
                    pipe.written() + " bytes were written, not the announced " + request.length()));
        }
        UploadCall<R> running = running();
        pipe.releaseTail();
        R answer = await(running);
        over = true;
        return answer;
    }

    private R await(UploadCall<R> running) throws UfsException {
        Duration patience = timeouts.request().isZero() ? Duration.ofDays(1) : timeouts.request();
        try {
            return running.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | CancellationException e) {
            throw ended(whyFailed(e));
        } catch (TimeoutException e) {
            throw ended(failures.unknown(request.key(), "no answer within " + patience.toSeconds() + " s", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ended(failures.unknown(request.key(), "interrupted while waiting for the answer", e));
        }
    }

    private UfsException whyFailed(Exception e) {
        Throwable cause = e.getCause();
        if (cause instanceof SdkException failure) {
            return pipe.isDrained()
                    ? failures.perhapsChanged(request.key(), failure)
                    : failures.unchanged(request.key(), failure);
        }
        String reason = "the upload ended: " + (cause == null ? e : cause);
        return pipe.isDrained()
                ? failures.unknown(request.key(), reason, cause)
                : failures.of(Kind.UNAVAILABLE, request.key(), reason, cause);
    }

    private UfsException ended(UfsException failure) {
        close();
        return failure;
    }

    private void checkOpen() throws UfsException {
        if (over) {
            throw failures.of(Kind.UNSUPPORTED, request.key(), "the upload was committed, aborted or failed");
        }
    }

    /** Aborts unless committed. */
    @Override
    public void close() {
        UploadCall<R> running = call;
        if (!over && running != null) {
            running.abort();
        }
        over = true;
    }
}
