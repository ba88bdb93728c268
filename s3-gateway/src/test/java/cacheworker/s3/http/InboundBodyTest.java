package cacheworker.s3.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cacheworker.s3.dispatch.ClientGoneException;
import cacheworker.s3.http.RawClient.Answer;
import cacheworker.s3.request.MalformedRequestException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboundBodyTest {
    @TempDir
    private Path directory;

    private HttpFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new HttpFixture(
                directory,
                HttpFixture.options(
                        Transport.AUTO,
                        HttpFixture.limits(Duration.ZERO, Duration.ofMillis(1500), Duration.ofSeconds(10))));
    }

    @AfterEach
    void stop() throws IOException {
        await().untilAsserted(() -> assertThat(fixture.uploading).hasValue(0));
        fixture.close();
    }

    @Test
    void bodiesWithALengthArriveExactly() throws IOException {
        try (RawClient client = fixture.connect()) {
            for (int length : new int[] {0, 1, 1000, 65_536, 131_073, 5_000_000, HttpFixture.FILE_LENGTH}) {
                byte[] body = Arrays.copyOf(fixture.bytes, length);
                assertThat(client.put("/b/k", body).read().status()).isEqualTo(200);
                assertThat(Arrays.equals(fixture.stored.get("k"), body)).isTrue();
            }
        }
    }

    @Test
    void chunkedBodiesArriveExactlyHoweverTheyAreCut() throws IOException {
        long seed = 11;
        SplittableRandom random = new SplittableRandom(seed);
        try (RawClient client = fixture.connect()) {
            for (int round = 0; round < 20; round++) {
                byte[] body = Arrays.copyOf(fixture.bytes, random.nextInt(300_000));
                byte[] wire = chunked(body, random);
                client.send("PUT /b/k HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
                for (int at = 0; at < wire.length; ) {
                    int size = Math.min(wire.length - at, 1 + random.nextInt(50_000));
                    client.send(Arrays.copyOfRange(wire, at, at + size));
                    at += size;
                }
                assertThat(client.read().status()).isEqualTo(200);
                assertThat(Arrays.equals(fixture.stored.get("k"), body))
                        .as("seed %d", seed)
                        .isTrue();
            }
        }
    }

    private static byte[] chunked(byte[] body, SplittableRandom random) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (int at = 0; at < body.length; ) {
            int size = Math.min(body.length - at, 1 + random.nextInt(90_000));
            String hex = Integer.toHexString(size);
            wire.writeBytes((random.nextBoolean() ? hex : hex.toUpperCase(java.util.Locale.ROOT))
                    .getBytes(StandardCharsets.US_ASCII));
            wire.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            wire.write(body, at, size);
            wire.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            at += size;
        }
        wire.writeBytes("0\r\nx-trailer: v\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return wire.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"100-continue", "100-Continue", "100-CONTINUE"})
    void continueIsSaidWhenTheBodyIsWanted(String expectation) throws IOException {
        try (RawClient client = fixture.connect()) {
            client.send("PUT /b/k HTTP/1.1\r\nHost: x\r\nExpect: " + expectation + "\r\nContent-Length: 3\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(100);
            client.send("abc");
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(fixture.stored.get("k")).asString(StandardCharsets.UTF_8).isEqualTo("abc");
            client.send("PUT /b/empty HTTP/1.1\r\nHost: x\r\nExpect: " + expectation + "\r\nContent-Length: 0\r\n\r\n");
            assertThat(client.read().status())
                    .as("an empty body is waited for as well")
                    .isEqualTo(100);
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void continueIsNotSaidToOldClientsNorWhenTheAnswerIsKnown() throws IOException {
        try (RawClient client = fixture.connect()) {
            client.send("PUT /b/k HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc");
            assertThat(client.read().status()).isEqualTo(200);
        }
        try (RawClient client = fixture.connect()) {
            client.send("PUT /b/refused HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            Answer refused = client.read();
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.header("connection")).isEqualTo("close");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aSmallUnreadBodyIsThrownAwayAndTheConnectionGoesOn() throws IOException {
        try (RawClient client = fixture.connect()) {
            for (int i = 0; i < 20; i++) {
                Answer refused = client.put("/b/refused", new byte[40_000]).read();
                assertThat(refused.status()).isEqualTo(403);
                assertThat(refused.header("connection")).isEqualTo("keep-alive");
            }
            assertThat(client.put("/b/k", new byte[10]).read().status()).isEqualTo(200);
        }
    }

    @Test
    void aLargeUnreadBodyEndsTheConnectionAndTheAnswerStillArrives() throws IOException {
        try (RawClient client = fixture.connect()) {
            client.send("PUT /b/refused HTTP/1.1\r\nHost: x\r\nContent-Length: 10000000\r\n\r\n");
            client.send(new byte[1_000_000]);
            Answer refused = client.read();
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.header("connection")).isEqualTo("close");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aRefusedUploadInManySmallChunksGetsItsAnswerWholeAndLogsNothing() throws IOException {
        try (LogCapture log = new LogCapture();
                RawClient client = fixture.connect()) {
            // So that the server reads much at once, and the chunks are there before the refusal.
            assertThat(client.put("/b/k", new byte[4 << 20]).read().status()).isEqualTo(200);
            client.send("PUT /b/refused HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "1\r\nX\r\n".repeat(60_000) + "0\r\n\r\n");
            Answer refused = client.read();
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text()).contains("<Code>AccessDenied</Code>").endsWith("</Error>");
            client.socket.shutdownOutput();
            assertThat(client.readByte()).as("the end, not a reset").isEqualTo(-1);
            assertThat(log.traces()).isEmpty();
        }
    }

    @Test
    void anAcceptedUploadInManySmallChunksArrivesExactly() throws IOException {
        try (RawClient client = fixture.connect()) {
            client.socket.setSoTimeout(60_000);
            client.send("PUT /b/k HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.send("1\r\nX\r\n".repeat(10_000)).send("0\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(fixture.stored.get("k")).hasSize(10_000).containsOnly('X');
        }
    }

    @Test
    void aSilentUploadTimesOut() throws IOException {
        try (RawClient client = fixture.connect()) {
            client.send("PUT /b/k HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc");
            Answer answer = client.read();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("<Code>RequestTimeout</Code>");
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(fixture.stored).doesNotContainKey("k");
        assertThat(fixture.uploadFailures).singleElement().isInstanceOf(MalformedRequestException.class);
    }

    @Test
    void aClientGoneInMidUploadWakesTheReader() throws IOException {
        for (boolean reset : new boolean[] {false, true}) {
            fixture.uploadFailures.clear();
            try (RawClient client = fixture.connect()) {
                client.send("PUT /b/k HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n")
                        .send(new byte[300_000]);
                await().until(() -> fixture.uploading.get() == 1);
                client.socket.setSoLinger(reset, 0);
            }
            await().atMost(Duration.ofSeconds(1))
                    .untilAsserted(() ->
                            assertThat(fixture.uploadFailures).singleElement().isInstanceOf(ClientGoneException.class));
        }
        assertThat(fixture.stored).doesNotContainKey("k");
    }

    @Test
    void aClientThatEndsItsSideInMidUploadIsToldSo() throws IOException {
        try (RawClient client = fixture.connect()) {
            client.send("PUT /b/k HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc");
            client.socket.shutdownOutput();
            Answer answer = client.read();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("<Code>IncompleteBody</Code>");
        }
    }

    @Test
    void brokenChunkFramingIsRefusedAndNothingStored() throws IOException {
        try (RawClient client = fixture.connect()) {
            client.send("PUT /b/k HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nZZ\r\n");
            Answer answer = client.read();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(fixture.stored).doesNotContainKey("k");
    }

    @Test
    void nothingIsReadWhileNobodyAsks() throws Exception {
        int length = 64 << 20;
        AtomicLong sent = new AtomicLong();
        try (RawClient client = fixture.connect()) {
            client.send("PUT /b/paused HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n");
            Thread sender = new Thread(() -> {
                try {
                    while (sent.get() < length) {
                        client.send(new byte[1 << 20]);
                        sent.addAndGet(1 << 20);
                    }
                } catch (IOException e) {
                    sent.set(-1);
                }
            });
            sender.start();
            // What the kernel's buffers take, and not more.
            AtomicLong before = new AtomicLong(-1);
            await().pollInterval(Duration.ofMillis(300)).until(() -> before.getAndSet(sent.get()) == sent.get());
            assertThat(sent.get()).isLessThan(length / 2);
            fixture.unpause.countDown();
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(fixture.stored.get("paused")).hasSize(length);
        }
    }
}
