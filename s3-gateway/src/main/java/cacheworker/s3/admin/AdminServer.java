package cacheworker.s3.admin;

import cacheworker.core.base.Blocking;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The HTTP port for operators: {@code /metrics}, {@code /health/live}, {@code /health/ready} and a page. Runs on a few
 * threads of its own, so that it answers when the S3 port cannot.
 */
public final class AdminServer implements AutoCloseable {
    private static final int BACKLOG = 50;
    private static final int THREADS = 2;
    private static final int QUEUE = 64;
    private static final long IDLE_SECONDS = 60;
    private static final String PAGE = "text/html; charset=utf-8";
    private static final String JSON = "application/json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer server;
    private final ThreadPoolExecutor threads;

    private record Answer(int status, String type, String text) {}

    private AdminServer(HttpServer server, ThreadPoolExecutor threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts to listen.
     *
     * @param host address to bind
     * @param port port to bind; 0 for any that is free
     * @param content what it tells
     * @return the running server
     * @throws IOException names the address that cannot be bound
     */
    @Blocking
    public static AdminServer start(String host, int port, AdminContent content) throws IOException {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), BACKLOG);
        } catch (IOException e) {
            throw new IOException("cannot listen on " + host + ":" + port + " for operators: " + e.getMessage(), e);
        }
        ThreadPoolExecutor threads = threads();
        server.setExecutor(threads);
        Health live = new Health(content.live());
        Health ready = new Health(content.ready());
        serve(
                server,
                "/metrics",
                () -> new Answer(200, PROMETHEUS, content.metrics().get()));
        serve(server, "/health/live", () -> answer(live));
        serve(server, "/health/ready", () -> answer(ready));
        serve(
                server,
                "/",
                () -> new Answer(200, PAGE, AdminPage.of(content.facts().get())));
        server.start();
        return new AdminServer(server, threads);
    }

    /**
     * Where it listens.
     *
     * @return the port that was bound
     */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Stops listening and drops what is under way. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static Answer answer(Health health) {
        Health.Result result = health.check();
        return new Answer(result.healthy() ? 200 : 503, JSON, result.json());
    }

    private static void serve(HttpServer server, String path, Supplier<Answer> content) {
        server.createContext(path, exchange -> {
            try (exchange) {
                send(exchange, answer(exchange, path, content));
            }
        });
    }

    private static Answer answer(HttpExchange exchange, String path, Supplier<Answer> content) {
        if (!exchange.getRequestURI().getPath().equals(path)) {
            return new Answer(404, JSON, "{\"error\":\"nothing here; see /\"}\n");
        }
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return new Answer(405, JSON, "{\"error\":\"only GET and HEAD\"}\n");
        }
        return content.get();
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    /** A full queue makes the accepting thread do the work, so that no request is lost and none piles up. */
    private static ThreadPoolExecutor threads() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                task -> {
                    Thread thread = new Thread(task, "admin-" + number.getAndIncrement());
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.CallerRunsPolicy());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
