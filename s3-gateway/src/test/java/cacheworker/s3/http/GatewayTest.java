package cacheworker.s3.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cacheworker.core.CoreFixture;
import cacheworker.s3.auth.SimpleAuthenticator;
import cacheworker.s3.dispatch.Dispatcher;
import cacheworker.s3.dispatch.RequestExecutor;
import cacheworker.s3.dispatch.RequestLog;
import cacheworker.s3.http.RawClient.Answer;
import cacheworker.s3.op.OpFixture;
import cacheworker.s3.xml.DeleteRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All of the gateway over a real cache and a real directory, by real sockets. */
class GatewayTest {
    private static final int LENGTH = 20 << 20;

    @TempDir
    private Path directory;

    private final byte[] content = CoreFixture.random(LENGTH, 9);
    private OpFixture core;
    private RequestExecutor executor;
    private S3Server server;
    private InetSocketAddress address;

    @BeforeEach
    void start() throws IOException {
        core = new OpFixture(directory);
        executor = RequestExecutor.platform(64, 128);
        Dispatcher dispatcher = new Dispatcher(
                core.operations,
                new SimpleAuthenticator("me", InstantSource.system()),
                executor,
                new RequestLog(List.of(), InstantSource.system()),
                "host");
        server = new S3Server(S3ServerOptions.of("127.0.0.1", 0), dispatcher, executor, "host");
        address = server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        executor.close();
        core.close();
    }

    @Test
    void whatIsPutIsReadExactlyMissedHitAndInRanges() throws IOException {
        try (RawClient client = new RawClient(address)) {
            assertThat(client.put("/b/k", content).read().status()).isEqualTo(200);
            Answer miss = client.get("/b/k").read();
            assertThat(miss.header("x-cache")).isEqualTo("miss");
            assertThat(Arrays.equals(miss.body(), content)).isTrue();
            await().untilAsserted(() -> {
                Answer hit = client.get("/b/k").read();
                assertThat(Arrays.equals(hit.body(), content)).isTrue();
                assertThat(hit.header("x-cache")).isEqualTo("hit");
            });
            for (int from = 0; from < LENGTH; from += 3_333_333) {
                int to = Math.min(LENGTH - 1, from + 500_000);
                client.send("GET /b/k HTTP/1.1\r\nHost: x\r\nRange: bytes=" + from + "-" + to + "\r\n\r\n");
                Answer range = client.read();
                assertThat(range.status()).isEqualTo(206);
                assertThat(Arrays.equals(range.body(), Arrays.copyOfRange(content, from, to + 1)))
                        .isTrue();
            }
        }
    }

    @Test
    void readersOfEverySpeedShareOneMiss() throws Exception {
        Files.write(core.root.resolve("b/cold"), content);
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<Boolean>> readers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int receiveBuffer = i % 3 == 0 ? 4096 : 0;
            Callable<Boolean> reader = () -> {
                try (RawClient client = new RawClient(address, receiveBuffer)) {
                    return Arrays.equals(client.get("/b/cold").read().body(), content);
                }
            };
            readers.add(threads.submit(reader));
        }
        for (Future<Boolean> reader : readers) {
            assertThat(reader.get()).isTrue();
        }
        threads.shutdown();
    }

    @Test
    void anUploadThatBreaksOffLeavesTheOldObjectAndNothingBehind() throws IOException {
        try (RawClient client = new RawClient(address)) {
            client.put("/b/k", new byte[] {1, 2, 3}).read();
        }
        for (int i = 0; i < 5; i++) {
            try (RawClient client = new RawClient(address)) {
                client.send("PUT /b/k HTTP/1.1\r\nHost: x\r\nContent-Length: " + LENGTH + "\r\n\r\n");
                client.send(Arrays.copyOf(content, 1 + i * 1_000_000));
            }
        }
        await().until(() -> executor.tasks() == 0);
        try (RawClient client = new RawClient(address)) {
            assertThat(client.get("/b/k").read().body()).containsExactly(1, 2, 3);
            assertThat(client.get("/b?list-type=2").read().text()).containsOnlyOnce("<Contents>");
        }
        try (Stream<Path> files = Files.walk(core.root)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    /** A document that deletes one key and is as long as it may be. */
    private static byte[] longDelete(String key) {
        String xml = "<Delete><Object><Key>" + key + "</Key></Object></Delete>";
        return (xml + "\n".repeat(DeleteRequest.MAX_BYTES - xml.length())).getBytes(StandardCharsets.US_ASCII);
    }

    private static String deleteHead(byte[] document) throws GeneralSecurityException {
        byte[] md5 = MessageDigest.getInstance("MD5").digest(document);
        return "POST /b?delete HTTP/1.1\r\nHost: x\r\nContent-Length: " + document.length + "\r\nContent-MD5: "
                + Base64.getEncoder().encodeToString(md5) + "\r\n";
    }

    @Test
    void documentsBeyondTheirBudgetAreAskedToSlowDownBeforeTheyAreSent() throws Exception {
        byte[] document = longDelete("k");
        List<RawClient> holders = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < 60; i++) {
            RawClient client = new RawClient(address);
            client.send(deleteHead(document) + "Expect: 100-continue\r\n\r\n");
            Answer answer = client.read();
            if (answer.status() == 100) {
                holders.add(client);
            } else {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.text()).contains("<Code>SlowDown</Code>");
                client.close();
                refused++;
            }
        }
        assertThat(holders).hasSize(OpFixture.DOCUMENTS / DeleteRequest.MAX_BYTES);
        assertThat(refused).isEqualTo(60 - holders.size());
        for (RawClient holder : holders) {
            Answer done = holder.send(document).read();
            assertThat(done.text()).contains("<Deleted><Key>k</Key>");
            assertThat(holder.send(deleteHead(document) + "\r\n")
                            .send(document)
                            .read()
                            .status())
                    .isEqualTo(200);
            holder.close();
        }
    }

    @Test
    void manyDocumentsAtOnceAreEachDoneOrAskedToSlowDown() throws Exception {
        int clients = 60;
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            String key = "many/" + i;
            Callable<Boolean> deleting = () -> {
                try (RawClient client = new RawClient(address)) {
                    client.put("/b/" + key, new byte[] {1}).read();
                }
                while (!deleted(key)) {}
                return true;
            };
            done.add(threads.submit(deleting));
        }
        for (Future<?> one : done) {
            one.get();
        }
        threads.shutdown();
        try (RawClient client = new RawClient(address)) {
            assertThat(client.get("/b?list-type=2").read().text()).doesNotContain("<Key>");
        }
    }

    /** Whether the key is gone; false when the request was refused for now. */
    private boolean deleted(String key) throws Exception {
        byte[] document = longDelete(key);
        try (RawClient client = new RawClient(address)) {
            client.socket.setSoTimeout(60_000);
            Answer answer =
                    client.send(deleteHead(document) + "\r\n").send(document).read();
            if (answer.status() == 200) {
                assertThat(answer.text()).contains("<Deleted><Key>" + key + "</Key>");
                return true;
            }
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text()).contains("<Code>SlowDown</Code>");
            return false;
        }
    }

    @Test
    void aDocumentForABucketThatIsNotThereIsNotReadAtAll() throws Exception {
        String[] heads = {"POST /none?delete", "POST /none/k?uploadId=1"};
        for (String head : heads) {
            try (RawClient client = new RawClient(address)) {
                client.send(head + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n"
                        + "Content-MD5: 1B2M2Y8AsgTpgAmY7PhCfg==\r\nExpect: 100-continue\r\n\r\n");
                Answer answer = client.read();
                assertThat(answer.status()).isEqualTo(404);
                assertThat(answer.text()).contains("<Code>NoSuchBucket</Code>");
            }
        }
    }
}
