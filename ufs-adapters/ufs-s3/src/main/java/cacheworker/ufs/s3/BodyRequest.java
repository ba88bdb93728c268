package cacheworker.ufs.s3;

import java.util.function.BiFunction;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A request that has a body, all but the bytes.
 *
 * @param key what it writes to
 * @param length bytes of the body
 * @param contentType of the body
 * @param call sends it once, with the client that it is given
 * @param <R> its answer
 */
record BodyRequest<R>(String key, long length, String contentType, BiFunction<S3Client, RequestBody, R> call) {}
