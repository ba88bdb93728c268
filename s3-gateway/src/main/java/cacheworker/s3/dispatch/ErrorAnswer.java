package cacheworker.s3.dispatch;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.error.ErrorDocument;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes an answer of an error. */
@NonBlocking
final class ErrorAnswer {
    private static final Pattern ADDRESS = Pattern.compile("(\\[.*]|[0-9.]+|localhost)(:[0-9]*)?");

    private final String hostId;

    ErrorAnswer(String hostId) {
        this.hostId = hostId;
    }

    S3Response of(S3Exception error, Incoming head, String requestId) {
        ResponseHeaders headers = new ResponseHeaders();
        error.headers().forEach(headers::add);
        int status = error.code().status();
        if (head.method().equals("HEAD")) {
            return new S3Response.Empty(status, headers);
        }
        int query = head.target().indexOf('?');
        String resource = query < 0 ? head.target() : head.target().substring(0, query);
        byte[] document = ErrorDocument.of(withHint(error, head), resource, requestId, hostId);
        return new S3Response.Xml(status, headers, document);
    }

    /** A client that puts the bucket into the host name asks for a bucket that is not there; say why. */
    private static S3Exception withHint(S3Exception error, Incoming head) {
        String host = head.headers().get("Host");
        if (error.code() != S3ErrorCode.NO_SUCH_BUCKET || !looksVirtual(host)) {
            return error;
        }
        S3Exception hinted = new S3Exception(
                error.code(),
                error.text() + ". Buckets are addressed in path style here, http://endpoint/bucket/key: if the bucket"
                        + " stands in the host name '" + host + "', switch the client to path style");
        for (var detail : error.details().entrySet()) {
            hinted = hinted.with(detail.getKey(), detail.getValue());
        }
        return hinted;
    }

    private static boolean looksVirtual(@Nullable String host) {
        return host != null && host.indexOf('.') > 0 && !ADDRESS.matcher(host).matches();
    }
}
