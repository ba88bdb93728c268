package cacheworker.it.env;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends bytes as they are, for what no client would send. */
public final class RawHttp {
    private RawHttp() {}

    /** Sends bytes, and returns all that comes back until the connection closes; empty when it just closes. */
    public static String exchange(int port, byte[] request) {
        try (Socket socket = new Socket()) {
            socket.connect(Ports.at(port), 5_000);
            socket.setSoTimeout(20_000);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(request);
                socket.getInputStream().transferTo(answer);
            } catch (java.net.SocketTimeoutException e) {
                throw new AssertionError("the connection stays open after: " + answer, e);
            } catch (IOException e) {
                // Closed while we were still writing: what was answered counts.
                return answer.toString(StandardCharsets.ISO_8859_1);
            }
            return answer.toString(StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError("cannot connect", e);
        }
    }

    /** Sends text as ISO-8859-1. */
    public static String exchange(int port, String request) {
        return exchange(port, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A request without a body on a connection of its own. */
    public static String request(int port, String method, String target) {
        return exchange(port, method + " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }

    /** Sends the beginning of a request and goes away. */
    public static void abandon(int port, String beginning) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new AssertionError("cannot connect", e);
        }
    }
}
