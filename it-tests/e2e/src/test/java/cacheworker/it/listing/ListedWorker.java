package cacheworker.it.listing;

import cacheworker.it.env.Clients;
import cacheworker.it.env.S3ProxyProcess;
import cacheworker.it.env.WorkerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import software.amazon.awssdk.services.s3.S3Client;

/** A worker over a directory, or over an S3 server, whose objects are empty. */
final class ListedWorker implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final WorkerProcess worker;
    private final S3ProxyProcess server;

    /** Where a worker keeps its objects. */
    enum Storage {
        FILES,
        /** A server that takes the order of UTF-16 for that of the bytes, and a prefix "a/." for "a/". */
        S3;

        /** Whether difficult names are listed right. */
        boolean listsAllNames() {
            return this == FILES;
        }
    }

    ListedWorker(Storage storage, Path home) {
        worker = new WorkerProcess(home);
        server = storage == Storage.S3 ? new S3ProxyProcess(home) : null;
        if (server == null) {
            worker.localUfs(home.resolve("ufs"));
        } else {
            try (S3Client direct =
                    Clients.sdk(server.endpoint(), S3ProxyProcess.ACCESS_KEY, S3ProxyProcess.SECRET_KEY)) {
                direct.createBucket(b -> b.bucket("backing"));
            }
            worker.s3Ufs(server, "s3://backing/");
        }
        worker.start();
    }

    /** Makes a bucket; returns its URI. */
    String newBucket(String name) throws IOException {
        String bucket = worker.endpoint() + "/" + name;
        expect(200, send("PUT", bucket), bucket);
        return bucket;
    }

    static void put(String bucket, String key) throws IOException {
        expect(200, tryPut(bucket, key), key);
    }

    /** Puts an object; returns the status. */
    static int tryPut(String bucket, String key) throws IOException {
        return send("PUT", uri(bucket, key));
    }

    /** Deletes an object, if nothing keeps it. */
    static void tryDelete(String bucket, String key) throws IOException {
        send("DELETE", uri(bucket, key));
    }

    private static void expect(int status, int got, String what) {
        if (got != status) {
            throw new AssertionError(what + ": " + got);
        }
    }

    private static String uri(String bucket, String key) {
        return bucket + "/" + URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static int send(String method, String uri) throws IOException {
        try {
            return CLIENT.send(
                            HttpRequest.newBuilder(URI.create(uri))
                                    .method(method, HttpRequest.BodyPublishers.ofByteArray(new byte[0]))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        boolean alive = worker.isAlive();
        worker.close();
        if (server != null) {
            server.close();
        }
        if (!alive) {
            throw new AssertionError("the worker died:\n" + worker.output());
        }
    }
}
