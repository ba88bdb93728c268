package cacheworker.s3.request;

import org.jspecify.annotations.Nullable;

/**
 * A request as parsed from its head: immutable, and all that the rest of the gateway sees of it.
 *
 * @param id the request id, as the answer's {@code x-amz-request-id} shows it
 * @param method the HTTP method, in upper case
 * @param target the raw target as received, for signatures and the log
 * @param bucket the decoded bucket, or null for the service itself ({@code /})
 * @param key the decoded key, or null for a bucket or the service; a trailing {@code /} is kept
 * @param query the decoded query
 * @param headers the headers, and what a presigned URL says in their place
 * @param contentLength the value of {@code Content-Length}, or -1 when there is none
 * @param remoteAddress the peer's address as {@code host:port}, for the log
 */
public record S3Request(
        String id,
        String method,
        String target,
        @Nullable String bucket,
        @Nullable String key,
        Query query,
        HeaderView headers,
        long contentLength,
        String remoteAddress) {

    /**
     * The first value of a header.
     *
     * @param name the header's name, in any case
     * @return its value, or null
     */
    public @Nullable String header(String name) {
        return headers.get(name);
    }
}
