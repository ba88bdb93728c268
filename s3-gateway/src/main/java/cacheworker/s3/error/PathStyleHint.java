package cacheworker.s3.error;

import cacheworker.s3.request.S3Request;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A sentence for the most common mistake in setting up a client: the bucket goes into the host name, where this gateway
 * does not look, and the first segment of the key is taken for a bucket.
 */
final class PathStyleHint {
    private static final Pattern NO_LABELS_IN_FRONT = Pattern.compile("[0-9.]+(:\\d+)?|\\[.*|[^.]*");

    private PathStyleHint() {}

    /**
     * The sentence, if the request's host could begin with a bucket.
     *
     * @param request the request, or null
     * @return a text to append to the message, empty when there is nothing to say
     */
    static String of(@Nullable S3Request request) {
        String host = request == null ? null : request.header("Host");
        if (host == null || NO_LABELS_IN_FRONT.matcher(host).matches()) {
            return "";
        }
        return ". If the bucket is part of the host name '" + host
                + "', set the client to path-style addressing: this gateway reads it from the path alone";
    }
}
