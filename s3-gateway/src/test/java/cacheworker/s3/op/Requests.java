package cacheworker.s3.op;

import cacheworker.s3.request.HeaderLines;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.RequestParser;
import cacheworker.s3.request.S3Request;

/** Requests of tests. */
final class Requests {
    private Requests() {}

    static S3Request of(String method, String target, String... headers) {
        try {
            return RequestParser.parse("0", method, target, HeaderLines.of(headers), "127.0.0.1:1");
        } catch (MalformedRequestException e) {
            throw new IllegalArgumentException(target, e);
        }
    }
}
