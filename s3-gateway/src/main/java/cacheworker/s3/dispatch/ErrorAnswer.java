package cacheworker.s3.dispatch;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.error.ErrorDocument;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;

/** Makes an answer of an error. */
@NonBlocking
final class ErrorAnswer {
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
        byte[] document = ErrorDocument.of(error, resource, requestId, hostId);
        return new S3Response.Xml(status, headers, document);
    }
}
