package cacheworker.bench.http.load;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the heads of requests as an S3 client does, signed in form: every server gets the same bytes. */
public final class RequestText {
    /** What S3 clients send with every request, each a whole header line without its end. */
    public static final List<String> SIGNED = List.of(
            "Authorization: AWS4-HMAC-SHA256 Credential=bench/20260101/us-east-1/s3/aws4_request,"
                    + " SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=" + "0123456789abcdef".repeat(4),
            "x-amz-date: 20260101T000000Z",
            "x-amz-content-sha256: UNSIGNED-PAYLOAD");

    private RequestText() {}

    /**
     * The head of a request.
     *
     * @param method GET, for example
     * @param target path and query, percent-encoded
     * @param headers further header lines without their ends
     * @return the head with the empty line behind it
     */
    public static byte[] head(String method, String target, String... headers) {
        StringBuilder text = new StringBuilder(512);
        text.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        SIGNED.forEach(line -> text.append(line).append("\r\n"));
        for (String line : headers) {
            text.append(line).append("\r\n");
        }
        return text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }
}
