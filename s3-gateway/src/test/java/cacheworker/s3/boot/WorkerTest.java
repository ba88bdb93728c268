package cacheworker.s3.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cacheworker.core.config.ConfigSource;
import cacheworker.core.config.Configuration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerTest {
    @TempDir
    private Path directory;

    private int webPort;

    private Worker worker;
    private CompletableFuture<Void> closing;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(directory.resolve("ufs/b"));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            webPort = free.getLocalPort();
        }
        Map<String, String> properties = Map.of(
                "alluxio.worker.s3.api.enabled",
                "true",
                "alluxio.worker.bind.host",
                "127.0.0.1",
                "alluxio.worker.rest.port",
                "0",
                "alluxio.worker.web.port",
                Integer.toString(webPort),
                "alluxio.dora.client.ufs.root",
                directory.resolve("ufs").toString(),
                "alluxio.underfs.xattr.change.enabled",
                "true",
                "alluxio.worker.page.store.dirs",
                directory.resolve("pages").toString(),
                "alluxio.worker.page.store.sizes",
                "64MB",
                "alluxio.dora.worker.metastore.rocksdb.dir",
                directory.resolve("index").toString());
        worker = Worker.start(Configuration.load(ConfigSource.of(properties, Map.of())));
    }

    @AfterEach
    void stop() throws Exception {
        close().get(30, TimeUnit.SECONDS);
    }

    private CompletableFuture<Void> close() {
        if (closing == null) {
            closing = CompletableFuture.runAsync(worker::close);
        }
        return closing;
    }

    private HttpResponse<String> health(String what) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + webPort + "/health/" + what);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void tagsAreKeptWhereTheSettingSaysSo() throws Exception {
        URI object = URI.create(
                "http://127.0.0.1:" + Objects.requireNonNull(worker.s3Address()).getPort() + "/b/o");
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest put = HttpRequest.newBuilder(object)
                .header("x-amz-tagging", "k=v")
                .PUT(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        assertThat(client.send(put, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        HttpRequest get =
                HttpRequest.newBuilder(URI.create(object + "?tagging")).build();
        assertThat(client.send(get, HttpResponse.BodyHandlers.ofString()).body())
                .contains("<Key>k</Key><Value>v</Value>");
    }

    @Test
    void aWorkerThatDrainsIsAliveAndNotReady() throws Exception {
        try (Socket client = new Socket()) {
            client.setSoTimeout(10_000);
            client.connect(worker.s3Address());
            assertThat(health("ready").statusCode()).isEqualTo(200);
            client.getOutputStream()
                    .write("PUT /b/k HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(answer(client)).startsWith("HTTP/1.1 100 ");

            CompletableFuture<Void> closed = close();
            await().untilAsserted(() -> assertThat(health("ready").statusCode()).isEqualTo(503));
            assertThat(health("ready").body()).contains("stopping");
            assertThat(health("live").statusCode()).isEqualTo(200);
            assertThat(closed).isNotDone();

            client.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
            assertThat(answer(client)).startsWith("HTTP/1.1 200 ");
        }
        close().get(30, TimeUnit.SECONDS);
        assertThat(directory.resolve("ufs/b/k")).hasContent("hello");
    }

    private static String answer(Socket client) throws IOException {
        byte[] bytes = new byte[4096];
        int length = client.getInputStream().read(bytes);
        return new String(bytes, 0, Math.max(0, length), StandardCharsets.US_ASCII);
    }
}
