package cacheworker.s3.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cacheworker.s3.dispatch.CompletedRequest;
import cacheworker.s3.http.RawClient.Answer;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ServerTest {
    @TempDir
    private Path directory;

    private HttpFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new HttpFixture(directory, HttpFixture.options(Transport.AUTO, S3ServerOptions.Limits.DEFAULT));
        fixture.serve("small", r -> fixture.body(100, 1 << 20, TestBody.Kind.CACHED));
    }

    @AfterEach
    void stop() throws IOException {
        fixture.close();
        assertThat(fixture.openPieces).hasValue(0);
    }

    @Test
    void everyAnswerCarriesWhatClientsNeed() throws IOException {
        try (RawClient client = fixture.connect()) {
            Answer answer = client.get("/b/small").read();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(Arrays.copyOf(fixture.bytes, 100));
            assertThat(answer.header("x-amz-request-id")).matches("[0-9A-F]{16}");
            assertThat(answer.header("x-amz-id-2")).isEqualTo("host-1");
            assertThat(answer.header("date")).matches("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} [0-9:]{8} GMT");
            assertThat(answer.header("connection")).isEqualTo("keep-alive");
            assertThat(answer.header("server")).isEqualTo("S3CacheWorker");
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrderOneAtATime() throws IOException {
        fixture.serve("later", r -> fixture.body(70_000, 1 << 20, TestBody.Kind.BUFFERED));
        int rounds = 400;
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < rounds; i++) {
            all.append("GET /b/").append(i % 3 == 0 ? "later" : "small").append(" HTTP/1.1\r\nHost: x\r\n\r\n");
            all.append("PUT /b/k").append(i).append(" HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
        }
        try (RawClient client = fixture.connect()) {
            Thread sender = new Thread(() -> {
                try {
                    client.send(all.toString());
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            sender.start();
            Set<String> ids = new HashSet<>();
            for (int i = 0; i < rounds; i++) {
                Answer get = client.read();
                assertThat(get.body()).hasSize(i % 3 == 0 ? 70_000 : 100);
                assertThat(ids.add(get.header("x-amz-request-id"))).isTrue();
                assertThat(client.read().header("etag")).isEqualTo("\"x\"");
            }
        }
        assertThat(fixture.stored).hasSize(rounds);
    }

    @Test
    void aRequestThatArrivesWithTheEndOfABodyIsAnsweredAndSoAreThoseBehindIt() throws IOException {
        try (RawClient client = fixture.connect()) {
            for (String key : new String[] {"k1", "k2"}) {
                client.send("PUT /b/" + key + " HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n"
                        + "Expect: 100-continue\r\n\r\n");
                assertThat(client.read().status()).isEqualTo(100);
                client.send("hello" + "HEAD /b/x HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(client.read().header("etag")).isEqualTo("\"x\"");
                assertThat(client.readHead().header("content-length")).isEqualTo("12345");
                assertThat(client.get("/b/small").read().body()).hasSize(100);
            }
        }
        assertThat(fixture.stored.get("k2")).asString(StandardCharsets.UTF_8).isEqualTo("hello");
    }

    @Test
    void manyPipelinedHitsInOnePacketDoNotGrowTheStack() throws IOException {
        int rounds = 3_000;
        try (RawClient client = fixture.connect()) {
            client.send("DELETE /b/x HTTP/1.1\r\nHost: x\r\n\r\n".repeat(rounds));
            for (int i = 0; i < rounds; i++) {
                assertThat(client.read().status()).isEqualTo(204);
            }
            client.send("GET /b/small HTTP/1.1\r\nHost: x\r\n\r\n".repeat(rounds));
            for (int i = 0; i < rounds; i++) {
                assertThat(client.read().body()).hasSize(100);
            }
        }
    }

    @Test
    void headAnnouncesALengthAndSendsNoBody() throws IOException {
        try (RawClient client = fixture.connect()) {
            Answer head = client.send("HEAD /b/x HTTP/1.1\r\nHost: x\r\n\r\n").readHead();
            assertThat(head.header("content-length")).isEqualTo("12345");
            Answer missing =
                    client.send("HEAD /b?acl HTTP/1.1\r\nHost: x\r\n\r\n").readHead();
            assertThat(missing.status()).isEqualTo(501);
            assertThat(client.get("/b/small").read().body()).hasSize(100);
        }
    }

    @Test
    void noContentAndNotModifiedHaveNeitherBodyNorLength() throws IOException {
        fixture.answers.put("same", r -> new S3Response.Empty(304, new ResponseHeaders().add("ETag", "\"e\"")));
        try (RawClient client = fixture.connect()) {
            Answer gone = client.send("DELETE /b/x HTTP/1.1\r\nHost: x\r\n\r\n").read();
            assertThat(gone.status()).isEqualTo(204);
            assertThat(gone.header("content-length")).isNull();
            Answer same = client.get("/b/same").read();
            assertThat(same.status()).isEqualTo(304);
            assertThat(same.header("content-length")).isNull();
            assertThat(same.header("etag")).isEqualTo("\"e\"");
        }
    }

    @Test
    void errorsAreS3DocumentsAndTheConnectionGoesOn() throws IOException {
        try (RawClient client = fixture.connect()) {
            Answer missing = client.get("/b/nothing").read();
            assertThat(missing.status()).isEqualTo(404);
            assertThat(missing.header("content-type")).isEqualTo("application/xml");
            assertThat(missing.text())
                    .contains("<Code>NoSuchKey</Code>")
                    .contains("<RequestId>" + missing.header("x-amz-request-id") + "</RequestId>")
                    .contains("<HostId>host-1</HostId>");
            Answer method =
                    client.send("PATCH /b/x HTTP/1.1\r\nHost: x\r\n\r\n").read();
            assertThat(method.status()).isEqualTo(405);
            assertThat(method.header("allow")).isEqualTo("DELETE, GET, HEAD, PUT");
            assertThat(client.get("/b/small").read().status()).isEqualTo(200);
        }
    }

    @Test
    void headerValuesCannotBreakTheHead() throws IOException {
        fixture.answers.put(
                "evil",
                r -> new S3Response.Empty(
                        200, new ResponseHeaders().add("x-amz-meta-a", "b\r\nX-Evil: 1\0\u00e9\u20ac")));
        try (RawClient client = fixture.connect()) {
            Answer answer = client.get("/b/evil").read();
            assertThat(answer.header("x-evil")).isNull();
            assertThat(answer.header("x-amz-meta-a")).isEqualTo("b  X-Evil: 1 \u00e9?");
        }
    }

    @Test
    void keepAliveFollowsTheVersionAndTheHeader() throws IOException {
        try (RawClient client = fixture.connect()) {
            Answer answer = client.send("GET /b/small HTTP/1.0\r\n\r\n").read();
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(client.isClosedByServer()).isTrue();
        }
        try (RawClient client = fixture.connect()) {
            Answer answer = client.send("GET /b/small HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                    .read();
            assertThat(answer.header("connection")).isEqualTo("keep-alive");
            answer = client.send("GET /b/small HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .read();
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aClientThatEndsItsSideIsStillAnswered() throws IOException {
        try (RawClient client = fixture.connect()) {
            client.put("/b/half", new byte[200_000]).get("/b/small");
            client.socket.shutdownOutput();
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.read().body()).hasSize(100);
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(fixture.stored.get("half")).hasSize(200_000);
    }

    @Test
    void eachRequestIsLoggedOnceWithWhatBecameOfIt() throws IOException {
        try (RawClient client = fixture.connect()) {
            client.send("GET /b/small HTTP/1.1\r\nHost: x\r\nUser-Agent: it\r\n\r\n")
                    .read();
            client.get("/b/nothing").read();
        }
        await().untilAsserted(() -> assertThat(fixture.log).hasSize(2));
        CompletedRequest hit = fixture.log.get(0);
        assertThat(hit.status()).isEqualTo(200);
        assertThat(hit.bytes()).isEqualTo(100);
        assertThat(hit.complete()).isTrue();
        assertThat(hit.key()).isEqualTo("small");
        assertThat(hit.user()).isEqualTo("anonymous");
        assertThat(fixture.log.get(1).error()).isEqualTo("NoSuchKey");
    }

    @Test
    void drainEndsIdleConnectionsAndLetsOthersFinish() throws Exception {
        fixture.serve("big", r -> fixture.body(HttpFixture.FILE_LENGTH, 1 << 20, TestBody.Kind.CACHED));
        try (RawClient idle = fixture.connect();
                RawClient busy = new RawClient(fixture.address, 8 * 1024)) {
            idle.get("/b/small").read();
            busy.get("/b/big");
            assertThat(busy.readByte()).isEqualTo('H');
            Thread drain = new Thread(() -> fixture.server.drain(Duration.ofSeconds(30)));
            drain.start();
            assertThat(idle.isClosedByServer()).isTrue();
            byte[] rest = busy.in().readAllBytes();
            assertThat(new String(rest, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("TTP/");
            byte[] body = Arrays.copyOfRange(rest, rest.length - HttpFixture.FILE_LENGTH, rest.length);
            assertThat(Arrays.equals(body, fixture.bytes)).isTrue();
            drain.join(10_000);
            assertThat(drain.isAlive()).isFalse();
        }
    }
}
