package cacheworker.bench.http.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** One request on a connection of its own, for what is looked at closely and not counted. */
public final class SingleRequest {
    private static final int TIMEOUT_MILLIS = 60_000;

    private SingleRequest() {}

    /** An answer, whole. */
    public static final class Answer {
        private final String head;
        private final byte[] body;

        Answer(String head, byte[] body) {
            this.head = head;
            this.body = body;
        }

        /**
         * Status line and headers.
         *
         * @return their text in lower case
         */
        public String head() {
            return head;
        }

        /**
         * The body.
         *
         * @return its bytes, the caller's own
         */
        public byte[] body() {
            return body;
        }

        /**
         * The HTTP status.
         *
         * @return the number of the status line
         */
        public int status() {
            return Integer.parseInt(head.substring(9, 12));
        }

        /**
         * The digest of the body.
         *
         * @return lower-case hexadecimal digits
         */
        public String sha256() {
            return SingleRequest.sha256(body);
        }

        /**
         * A header.
         *
         * @param name its name in lower case
         * @return its value in lower case, empty when there is none
         */
        public String header(String name) {
            int at = head.indexOf("\n" + name + ":");
            return at < 0
                    ? ""
                    : head.substring(at + name.length() + 2, head.indexOf('\r', at))
                            .strip();
        }
    }

    /**
     * The digest of some bytes.
     *
     * @param bytes the bytes
     * @return lower-case hexadecimal digits
     */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Sends a request and receives its answer, whose length must be announced.
     *
     * @param server whom to ask
     * @param request the whole request
     * @return the answer
     */
    public static Answer send(InetSocketAddress server, byte[] request) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(server, TIMEOUT_MILLIS);
            socket.getOutputStream().write(request);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            String head = head(in).toLowerCase(Locale.ROOT);
            String length = new Answer(head, new byte[0]).header("content-length");
            int bytes = length.isEmpty() || head.startsWith("http/1.1 304") ? 0 : Integer.parseInt(length);
            byte[] body = in.readNBytes(bytes);
            if (body.length != bytes) {
                throw new BenchFailure("a body ended after " + body.length + " bytes of " + bytes + ": " + head);
            }
            return new Answer(head, body);
        } catch (IOException e) {
            throw new BenchFailure("asking " + server + " failed", e);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.lastIndexOf("\r\n\r\n") != head.length() - 4 || head.length() < 4) {
            int c = in.read();
            if (c < 0) {
                throw new BenchFailure("the connection closed in the head of an answer: " + head);
            }
            head.append((char) c);
        }
        return head.toString();
    }

    /**
     * Checks that a server gives an object as it is.
     *
     * @param server whom to ask
     * @param path of the object
     * @param sha256 digest of its bytes
     * @return the answer, status 200 and those bytes
     */
    public static Answer verified(InetSocketAddress server, String path, String sha256) {
        Answer answer = send(server, RequestText.head("GET", path));
        if (answer.status() != 200 || !answer.sha256().equals(sha256)) {
            throw new BenchFailure(
                    path + " of " + server + ": expected a body with SHA-256 " + sha256 + ", got " + answer.sha256()
                            + " behind " + answer.head().lines().findFirst().orElse(""));
        }
        return answer;
    }
}
