package cacheworker.ufs.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** What a {@link FaultServer} does with one request. */
interface Reply {
    /** An answer's bytes; the connection ends behind them. */
    void write(OutputStream out) throws IOException;

    /** Whether the body of the request is not waited for. */
    default boolean early() {
        return false;
    }

    /** Any bytes. */
    static Reply raw(String text) {
        return out -> {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        };
    }

    /** An answer with a body of honest length. */
    static Reply of(String status, String headers, String body) {
        return raw(head(status, headers, body.length()) + body);
    }

    /** An answer to a HEAD, or one whose body is cut. */
    static Reply of(String status, String headers, int length, String body) {
        return raw(head(status, headers, length) + body);
    }

    private static String head(String status, String headers, int length) {
        return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + length + "\r\nConnection: close\r\n\r\n";
    }

    /** An answer of S3's kind that is no success. */
    static Reply error(String status, String code) {
        return of(
                status,
                "Content-Type: application/xml\r\n",
                "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>why</Message></Error>");
    }

    /** The same, before the body of the request was read. */
    static Reply atOnce(Reply reply) {
        return new Reply() {
            @Override
            public void write(OutputStream out) throws IOException {
                reply.write(out);
            }

            @Override
            public boolean early() {
                return true;
            }
        };
    }

    /** Nothing, while the client waits. */
    static Reply silence(CountDownLatch end) {
        return out -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
