package cacheworker.ufs.s3;

import cacheworker.core.base.ByteRange;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The body of a GET. The service keeps to the version that the request named, so every byte belongs to it. */
final class S3Input implements UfsInput {
    private static final int COPY_BYTES = 64 << 10;

    private final String key;
    private final S3Failures failures;
    private final ResponseInputStream<GetObjectResponse> body;
    private final AtomicBoolean closed = new AtomicBoolean();
    private byte[] copy = new byte[0];
    private long remaining;
    private volatile boolean complete;

    S3Input(String key, ByteRange range, ResponseInputStream<GetObjectResponse> body, S3Failures failures) {
        this.key = key;
        this.failures = failures;
        this.body = body;
        this.remaining = range.length();
    }

    @Override
    public int read(ByteBuffer target) throws UfsException {
        if (remaining == 0) {
            return -1;
        }
        if (!target.hasRemaining()) {
            return 0;
        }
        if (closed.get()) {
            throw failures.of(Kind.UNAVAILABLE, key, "the input is closed");
        }
        int count = fill(target);
        if (count <= 0) {
            throw failures.of(
                    Kind.UNAVAILABLE, key, "the service ended the body " + remaining + " bytes before its end");
        }
        remaining -= count;
        if (remaining == 0) {
            complete = true;
            close();
        }
        return count;
    }

    private int fill(ByteBuffer target) throws UfsException {
        int most = (int) Math.min(target.remaining(), remaining);
        try {
            if (target.hasArray()) {
                int count = body.read(target.array(), target.arrayOffset() + target.position(), most);
                target.position(target.position() + Math.max(0, count));
                return count;
            }
            if (copy.length < Math.min(most, COPY_BYTES)) {
                copy = new byte[Math.min(most, COPY_BYTES)];
            }
            int count = body.read(copy, 0, Math.min(most, copy.length));
            target.put(copy, 0, Math.max(0, count));
            return count;
        } catch (IOException | SdkException e) {
            throw failures.of(Kind.UNAVAILABLE, key, "the body broke off: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (complete) {
            giveBack();
        } else {
            body.abort();
        }
    }

    /** The connection can be used again when its last byte was read; this reads the end that follows it. */
    private void giveBack() {
        try {
            body.close();
        } catch (IOException | SdkException e) {
            body.abort();
        }
    }
}
