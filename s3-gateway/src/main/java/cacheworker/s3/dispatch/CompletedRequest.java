package cacheworker.s3.dispatch;

import cacheworker.s3.op.S3Op;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of a request when it is over.
 *
 * @param id the request id
 * @param head the request as it came in
 * @param started when its head was complete
 * @param duration from then to the last byte of the answer, or to the end of the connection
 * @param op the row of the table, or null when none fitted
 * @param user who called, or null when that was not found out
 * @param bucket the bucket, or null
 * @param key the key, or null
 * @param status the HTTP status of the answer
 * @param error the S3 error code of the answer, or null
 * @param cache the answer's {@code x-cache}, or null
 * @param bytes bytes of the body that went to the client
 * @param complete whether the client got all of the answer
 */
public record CompletedRequest(
        String id,
        Incoming head,
        Instant started,
        Duration duration,
        @Nullable S3Op op,
        @Nullable String user,
        @Nullable String bucket,
        @Nullable String key,
        int status,
        @Nullable String error,
        @Nullable String cache,
        long bytes,
        boolean complete) {}
