package cacheworker.s3.op;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.Query;
import cacheworker.s3.request.S3Request;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The six query parameters {@code response-*}, with which the maker of a presigned URL chooses content headers of the
 * answer to a GET or HEAD in place of those that the object was stored with.
 */
@NonBlocking
final class ResponseOverrides {
    private static final String PREFIX = "response-";
    private static final Set<String> HEADERS = Set.of(
            "cache-control", "content-disposition", "content-encoding", "content-language", "content-type", "expires");

    private ResponseOverrides() {}

    /**
     * The headers to answer with.
     *
     * @param request a GET or HEAD of an object
     * @param stored the content headers of the object, by lower-case name
     * @return the stored ones, those of the request in their place
     * @throws S3Exception INVALID_REQUEST when the request has overrides and no caller
     */
    static Map<String, String> apply(S3Request request, Map<String, String> stored) throws S3Exception {
        if (request.query().parameters().isEmpty()) {
            return stored;
        }
        Map<String, String> overrides = new HashMap<>();
        for (Query.Parameter parameter : request.query().parameters()) {
            String name = parameter.name();
            if (name.startsWith(PREFIX) && HEADERS.contains(name.substring(PREFIX.length()))) {
                refuseAnonymous(request, name);
                // Header values are the bytes that were sent, each as a character.
                byte[] sent = parameter.value().getBytes(StandardCharsets.UTF_8);
                overrides.put(name.substring(PREFIX.length()), new String(sent, StandardCharsets.ISO_8859_1));
            }
        }
        if (overrides.isEmpty()) {
            return stored;
        }
        Map<String, String> headers = new HashMap<>(stored);
        headers.putAll(overrides);
        return headers;
    }

    private static void refuseAnonymous(S3Request request, String name) throws S3Exception {
        Query query = request.query();
        if (request.header("Authorization") == null && !query.has("X-Amz-Credential") && !query.has("AWSAccessKeyId")) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "Request specific response headers such as " + name + " cannot be used for anonymous requests");
        }
    }
}
