package cacheworker.s3.dispatch;

import cacheworker.s3.op.S3Op;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is to be said of a request when it is over. Not to be kept beyond the call that hands it over. */
public interface CompletedRequest {
    /**
     * The request id.
     *
     * @return as the answer showed it
     */
    String id();

    /**
     * The request as it came in.
     *
     * @return its head
     */
    Incoming head();

    /**
     * When its head was complete.
     *
     * @return the time of day, to the millisecond
     */
    Instant started();

    /**
     * How long it took from then to the last byte of the answer, or to the end of the connection.
     *
     * @return nanoseconds
     */
    long nanos();

    /**
     * The row of the table.
     *
     * @return null when none fitted
     */
    @Nullable
    S3Op op();

    /**
     * Who called.
     *
     * @return null when that was not found out
     */
    @Nullable
    String user();

    /**
     * The bucket.
     *
     * @return null for none
     */
    @Nullable
    String bucket();

    /**
     * The key.
     *
     * @return null for none
     */
    @Nullable
    String key();

    /**
     * The HTTP status of the answer.
     *
     * @return 200 to 599
     */
    int status();

    /**
     * The S3 error code of the answer.
     *
     * @return null when it is none
     */
    @Nullable
    String error();

    /**
     * The answer's {@code x-cache}.
     *
     * @return null when it has none
     */
    @Nullable
    String cache();

    /**
     * Bytes of the body that went to the client.
     *
     * @return 0 or more
     */
    long bytes();

    /**
     * Whether the client got all of the answer.
     *
     * @return false when the connection ended before
     */
    boolean complete();
}
