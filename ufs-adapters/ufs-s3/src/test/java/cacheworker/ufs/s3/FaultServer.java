package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsOptions;
import cacheworker.core.ufs.UnderFileSystem;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A service that answers as a test tells it to, one request for each connection, and remembers what it was sent. */
final class FaultServer implements AutoCloseable {
    /**
     * What came.
     *
     * @param line such as {@code GET /bucket/key HTTP/1.1}
     * @param headers by lower-case name, each value as it stood, several joined by commas
     * @param body as much of it as came, framing and all
     * @param whole whether the body is as long as the headers say
     */
    record Request(String line, Map<String, String> headers, String body, boolean whole) {
        boolean is(String method) {
            return line.startsWith(method + " ");
        }
    }

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Queue<Reply> script = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Reply last;

    FaultServer() throws IOException {
        start(this::accept);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "fault-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** What to answer next; the last answer is given again and again. */
    void answer(Reply... replies) {
        script.addAll(List.of(replies));
    }

    /** All requests that came whole or were cut, in the order in which they ended. */
    List<Request> requests() {
        return requests;
    }

    UnderFileSystem open() throws UfsException {
        return open(Map.of());
    }

    /** Opens the bucket named bucket, without retries unless the options say so. */
    UnderFileSystem open(Map<String, String> options) throws UfsException {
        Map<String, String> properties = new HashMap<>(Map.of(
                "alluxio.underfs.s3.endpoint", "http://127.0.0.1:" + listener.getLocalPort(),
                "alluxio.underfs.s3.max.error.retry", "0",
                "s3a.accessKeyId", "access",
                "s3a.secretKey", "secret"));
        properties.putAll(options);
        return new S3UfsFactory().open(URI.create("s3://bucket"), new UfsOptions(0, properties));
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            List<String> head = head(in);
            if (head.isEmpty()) {
                return;
            }
            Map<String, String> headers = headers(head);
            Reply reply = next();
            if (!reply.early()) {
                receive(socket, in, head.get(0), headers);
            }
            reply.write(socket.getOutputStream());
            socket.shutdownOutput();
            in.transferTo(new ByteArrayOutputStream());
        } catch (IOException e) {
            open.remove(socket);
        }
    }

    private synchronized Reply next() throws IOException {
        Reply next = script.poll();
        Reply reply = next == null ? last : next;
        if (reply == null) {
            throw new IOException("no answer is scripted");
        }
        last = reply;
        return reply;
    }

    private void receive(Socket socket, InputStream in, String line, Map<String, String> headers) throws IOException {
        if (headers.containsKey("expect")) {
            socket.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            while (body.size() < length) {
                byte[] piece = in.readNBytes(1);
                if (piece.length == 0) {
                    break;
                }
                body.write(piece);
            }
        } finally {
            requests.add(new Request(line, headers, body.toString(StandardCharsets.ISO_8859_1), body.size() == length));
        }
        if (body.size() < length) {
            throw new IOException("cut");
        }
    }

    private static List<String> head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int c = in.read();
            if (c < 0) {
                return List.of();
            }
            head.append((char) c);
        }
        return head.toString().lines().filter(line -> !line.isEmpty()).toList();
    }

    private static Map<String, String> headers(List<String> head) {
        Map<String, String> headers = new HashMap<>();
        for (String line : head.subList(1, head.size())) {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (one, other) -> one + ", " + other);
        }
        return headers;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
