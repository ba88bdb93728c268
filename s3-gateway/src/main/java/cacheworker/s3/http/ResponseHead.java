package cacheworker.s3.http;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.request.HttpDate;
import cacheworker.s3.response.HeaderLines;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/** Writes the head of an answer: status line, what belongs to every answer, the operation's headers. */
@NonBlocking
final class ResponseHead {
    private static final int USUAL_SIZE = 768;
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] SERVER = ascii("Server: S3CacheWorker\r\n");
    private static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n");
    private static final byte[] CLOSE = ascii("Connection: close\r\n");
    private static final byte[] CHUNKED = ascii("Transfer-Encoding: chunked\r\n");
    private static final byte[] XML = ascii("Content-Type: application/xml\r\n");
    private static final byte[] OK = ascii("HTTP/1.1 200 OK\r\n");
    private static final byte[] PARTIAL = ascii("HTTP/1.1 206 Partial Content\r\n");
    private static final byte[] CONTENT_LENGTH = ascii("Content-Length: ");

    private final byte[] hostId;

    /**
     * A writer.
     *
     * @param hostId the value of {@code x-amz-id-2}
     */
    ResponseHead(String hostId) {
        this.hostId = ascii("x-amz-id-2: " + hostId + "\r\n");
    }

    /**
     * Writes a head.
     *
     * @param allocator makes the buffer
     * @param requestId the value of {@code x-amz-request-id}
     * @param response the answer
     * @param length bytes that the body has, or, for HEAD, would have; negative for a body in chunks
     * @param close whether the connection ends with this answer
     * @return the head, to be released by the caller
     */
    ByteBuf write(ByteBufAllocator allocator, String requestId, S3Response response, long length, boolean close) {
        ByteBuf head = allocator.directBuffer(USUAL_SIZE);
        int status = response.status();
        head.writeBytes(statusLine(status));
        header(head, "Date", HttpDate.format(System.currentTimeMillis()));
        header(head, "x-amz-request-id", requestId);
        head.writeBytes(hostId);
        head.writeBytes(SERVER);
        ResponseHeaders headers = response.headers();
        HeaderLines lines = headers.lines();
        if (lines != null) {
            head.writeBytes(lines.bytes());
        }
        for (int i = headers.firstAdded(); i < headers.size(); i++) {
            header(head, headers.name(i), headers.value(i));
        }
        if (response instanceof S3Response.Xml) {
            head.writeBytes(XML);
        }
        // RFC 9110, section 8.6: never in a 204; in a 304 it would be the object's, which S3 does not say.
        if (length < 0) {
            head.writeBytes(CHUNKED);
        } else if (status != 204 && status != 304) {
            head.writeBytes(CONTENT_LENGTH);
            number(head, length);
            head.writeBytes(CRLF);
        }
        head.writeBytes(close ? CLOSE : KEEP_ALIVE);
        head.writeBytes(CRLF);
        return head;
    }

    private static byte[] statusLine(int status) {
        return status == 200
                ? OK
                : status == 206 ? PARTIAL : ascii("HTTP/1.1 " + HttpResponseStatus.valueOf(status) + "\r\n");
    }

    private static void number(ByteBuf head, long number) {
        if (number >= 10) {
            number(head, number / 10);
        }
        head.writeByte('0' + (int) (number % 10));
    }

    private static void header(ByteBuf head, String name, String value) {
        text(head, name);
        head.writeByte(':').writeByte(' ');
        text(head, value);
        head.writeBytes(CRLF);
    }

    private static void text(ByteBuf head, String text) {
        int length = text.length();
        head.ensureWritable(length);
        for (int i = 0; i < length; i++) {
            head.writeByte(HeaderLines.wire(text.charAt(i)));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
