package cacheworker.s3.op;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.S3Request;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that both versions of ListObjects have.
 *
 * @param bucket the bucket
 * @param prefix keys begin with it; may be empty
 * @param delimiter what keys are rolled up by, or null when none was given, or an empty one
 * @param maxKeys the most entries of the page, 0 to 1,000
 * @param urlEncoding whether names are percent-encoded in the answer
 */
record ListParameters(
        String bucket, String prefix, @Nullable String delimiter, int maxKeys, boolean urlEncoding) {
    /** The most entries that a page can have, and how many it has when the client does not say. */
    static final int MAX_KEYS = 1000;

    @NonBlocking
    static ListParameters of(S3Request request) throws S3Exception {
        String delimiter = QueryParameters.text(request, "delimiter");
        return new ListParameters(
                Target.bucket(request),
                QueryParameters.text(request, "prefix"),
                delimiter.isEmpty() ? null : delimiter,
                QueryParameters.pageSize(request, "max-keys", MAX_KEYS),
                QueryParameters.urlEncoding(request));
    }

    /** The common prefix that a key is rolled up to, or null when it is not. */
    @Nullable
    String commonPrefixOf(String key) {
        if (delimiter == null || !key.startsWith(prefix)) {
            return null;
        }
        int at = key.indexOf(delimiter, prefix.length());
        return at < 0 ? null : key.substring(0, at + delimiter.length());
    }
}
