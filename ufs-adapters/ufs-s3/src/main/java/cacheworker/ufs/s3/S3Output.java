package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsOutput;
import cacheworker.core.ufs.UfsStatus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * One PUT of known length, sent while it is written. A body that fits the pipe is sent by {@link #commit} alone; of a
 * longer one everything but the last byte goes before. Without that byte the service has no object to publish.
 */
final class S3Output implements UfsOutput {
    private final String path;
    private final UfsCreateOptions options;
    private final PutObjectRequest request;
    private final Uploads uploads;
    private final Published published;
    private final S3Settings.Timeouts timeouts;
    private final S3Failures failures;
    private final UploadPipe pipe;
    private @Nullable UploadCall call;
    private boolean over;

    /**
     * Nothing is sent yet.
     *
     * @param request carries the key and everything else but the bytes
     */
    S3Output(
            String path,
            UfsCreateOptions options,
            PutObjectRequest request,
            Uploads uploads,
            Published published,
            S3Settings.Timeouts timeouts,
            S3Failures failures) {
        this.path = path;
        this.options = options;
        this.request = request;
        this.uploads = uploads;
        this.published = published;
        this.timeouts = timeouts;
        this.failures = failures;
        this.pipe = new UploadPipe(options.length());
    }

    @Override
    public void write(ByteBuffer bytes) throws UfsException {
        checkOpen();
        if (bytes.remaining() > options.length() - pipe.written()) {
            throw ended(failures.of(
                    Kind.UNSUPPORTED, request.key(), "more than the announced " + options.length() + " bytes"));
        }
        while (bytes.hasRemaining()) {
            pipe.offer(bytes);
            if (bytes.hasRemaining()) {
                awaitRoom(running());
            }
        }
    }

    private UploadCall running() throws UfsException {
        UploadCall known = call;
        if (known == null) {
            known = uploads.start(request, pipe);
            call = known;
        }
        return known;
    }

    private void awaitRoom(UploadCall running) throws UfsException {
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
    private UfsException whyEnded(UploadCall done) {
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

    @Override
    public UfsStatus commit(String etag) throws UfsException {
        checkOpen();
        if (pipe.written() != options.length()) {
            throw ended(failures.of(
                    Kind.UNSUPPORTED,
                    request.key(),
                    pipe.written() + " bytes were written, not the announced " + options.length()));
        }
        UploadCall running = running();
        pipe.releaseTail();
        PutObjectResponse answer = await(running);
        over = true;
        return published.status(path, request.key(), options, answer);
    }

    private PutObjectResponse await(UploadCall running) throws UfsException {
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

    @Override
    public void close() {
        UploadCall running = call;
        if (!over && running != null) {
            running.abort();
        }
        over = true;
    }
}
