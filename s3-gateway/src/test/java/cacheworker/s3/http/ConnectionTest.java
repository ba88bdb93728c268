package cacheworker.s3.http;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.s3.http.RawClient.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {
    @TempDir
    private Path directory;

    private HttpFixture fixture;

    private void start(S3ServerOptions.Limits limits) throws IOException {
        fixture = new HttpFixture(directory, HttpFixture.options(Transport.AUTO, limits));
        fixture.serve("small", r -> fixture.body(100, 1 << 20, TestBody.Kind.CACHED));
    }

    @AfterEach
    void stop() throws IOException {
        fixture.close();
    }

    private void stillAlive() throws IOException {
        try (RawClient client = fixture.connect()) {
            assertThat(client.get("/b/small").read().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "GET /b/small\r\n\r\n",
                "GET /b/small HTTP/2.0\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET /b/small HTTP/1.1\r\nHost: x\r\nBad Name: x\r\n\r\n",
                "GET /b/small HTTP/1.1\r\nHost: x\r\nName : x\r\n\r\n",
                "GET /b/small HTTP/1.1\r\nHost: x\r\nx: a\0b\r\n\r\n",
                "GET /b/small HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
                "PUT /b/k HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "PUT /b/k HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                "PUT /b/k HTTP/1.1\r\nHost: x\r\nContent-Length: +3\r\n\r\nabc",
                "PUT /b/k HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "PUT /b/k HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
                "PUT /b/k HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: identity\r\n\r\nabc",
                "PUT /b/k HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET /b/small HTTP/1.1\r\n\r\n",
                "GET /b/small HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /b/small HTTP/1.1\r\nHost: a\r\nX: y\r\nhost: a\r\n\r\n",
                "GET /b/small HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n"
            })
    void whatIsNoHttpIsAnsweredAnS3ErrorAndClosed(String bytes) throws IOException {
        start(S3ServerOptions.Limits.DEFAULT);
        try (RawClient client = fixture.connect()) {
            Answer answer = client.send(bytes).read();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("<Code>InvalidRequest</Code>");
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(fixture.stored).isEmpty();
        stillAlive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /b/small HTTP/1.0\r\n\r\n",
                "GET /b/small HTTP/1.0\r\nHost: x\r\n\r\n",
                "GET /b/small HTTP/1.1\r\nHost:\r\n\r\n"
            })
    void oldClientsNeedNoHostAndNobodyNeedsOneWithAName(String bytes) throws IOException {
        start(S3ServerOptions.Limits.DEFAULT);
        try (RawClient client = fixture.connect()) {
            assertThat(client.send(bytes).read().status()).isEqualTo(200);
        }
    }

    @Test
    void anotherTransferCodingIsNotImplemented() throws IOException {
        start(S3ServerOptions.Limits.DEFAULT);
        try (RawClient client = fixture.connect()) {
            Answer answer = client.send(
                            "PUT /b/k HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")
                    .read();
            assertThat(answer.status()).isEqualTo(501);
        }
        stillAlive();
    }

    @Test
    void aHeadOfOneMebibyteIsRefusedByName() throws IOException {
        start(S3ServerOptions.Limits.DEFAULT);
        for (String start : new String[] {"GET /b/small HTTP/1.1\r\nHost: x\r\nx-big: ", "GET /b/"}) {
            try (RawClient client = fixture.connect()) {
                client.send(start).send("a".repeat(1 << 20)).send("\r\n\r\n");
                Answer answer = client.read();
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.text())
                        .contains("<Code>RequestHeaderSectionTooLarge</Code>")
                        .contains("<MaxSizeAllowed>65536</MaxSizeAllowed>");
                assertThat(client.isClosedByServer()).isTrue();
            }
        }
        stillAlive();
    }

    @Test
    void randomBytesNeverHarmTheServer() throws IOException {
        start(S3ServerOptions.Limits.DEFAULT);
        long seed = 5;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[1 + random.nextInt(500)];
            random.nextBytes(bytes);
            try (RawClient client = fixture.connect()) {
                client.send(bytes);
            }
        }
        stillAlive();
    }

    @Test
    void anIdleConnectionIsClosedAfterItsTimeAndOneInUseIsNot() throws IOException {
        start(HttpFixture.limits(Duration.ofMillis(400), Duration.ofSeconds(10), Duration.ofSeconds(10)));
        try (RawClient client = fixture.connect()) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.get("/b/small").read().status()).isEqualTo(200);
            }
            assertThat(client.isClosedByServer()).isTrue();
        }
        try (RawClient client = fixture.connect()) {
            assertThat(client.send("GET /b/sm").isClosedByServer()).isTrue();
        }
    }

    @Test
    void keepAliveCanBeSwitchedOff() throws IOException {
        start(new S3ServerOptions.Limits(
                false, Duration.ZERO, Duration.ofSeconds(9), Duration.ofSeconds(9), Duration.ofSeconds(9)));
        try (RawClient client = fixture.connect()) {
            assertThat(client.get("/b/small").read().header("connection")).isEqualTo("close");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }
}
