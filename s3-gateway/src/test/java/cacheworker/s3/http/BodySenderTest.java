package cacheworker.s3.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.channel.uring.IoUring;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BodySenderTest {
    private static final int LENGTH = HttpFixture.FILE_LENGTH;

    @TempDir
    private Path directory;

    private final List<TestBody> bodies = new CopyOnWriteArrayList<>();

    private HttpFixture start(Transport transport, Duration sendTimeout) throws IOException {
        return new HttpFixture(
                directory,
                HttpFixture.options(transport, HttpFixture.limits(Duration.ZERO, Duration.ofSeconds(10), sendTimeout)));
    }

    private TestBody track(TestBody body) {
        bodies.add(body);
        return body;
    }

    private void everythingIsGivenBack(HttpFixture fixture) {
        await().untilAsserted(() -> {
            assertThat(fixture.openPieces).hasValue(0);
            assertThat(bodies).isNotEmpty().allMatch(body -> body.closed.get());
        });
    }

    private static List<S3ServerOptions> everyWay() {
        List<S3ServerOptions> ways = new ArrayList<>();
        for (Transport transport : List.of(Transport.AUTO, Transport.NIO)) {
            for (FileTransfer transfer : FileTransfer.values()) {
                ways.add(HttpFixture.options(transport, transfer, S3ServerOptions.Limits.DEFAULT));
            }
        }
        if (IoUring.isAvailable()) {
            ways.add(HttpFixture.options(Transport.IO_URING, FileTransfer.AUTO, S3ServerOptions.Limits.DEFAULT));
        }
        return ways;
    }

    @Test
    void ioUringServesWhereTheKernelHasItAndFailsTheStartElsewhere() throws IOException {
        S3ServerOptions options =
                HttpFixture.options(Transport.IO_URING, FileTransfer.MAPPED, S3ServerOptions.Limits.DEFAULT);
        if (!IoUring.isAvailable()) {
            assertThatThrownBy(() -> new HttpFixture(directory, options)).isInstanceOf(UnsatisfiedLinkError.class);
            return;
        }
        try (HttpFixture fixture = new HttpFixture(directory, options);
                RawClient client = fixture.connect()) {
            fixture.serve("o", r -> track(fixture.body(LENGTH, 1 << 20, TestBody.Kind.CACHED)));
            assertThat(client.get("/b/o").read().body()).isEqualTo(fixture.bytes);
            everythingIsGivenBack(fixture);
        }
    }

    @Test
    void ioUringIsGivenNoFiles() {
        assertThat(new S3ServerOptions.Sockets(Transport.IO_URING, FileTransfer.AUTO, 0, 1, 0).transfer())
                .isEqualTo(FileTransfer.MAPPED);
        assertThatThrownBy(() -> new S3ServerOptions.Sockets(Transport.IO_URING, FileTransfer.TRANSFER, 0, 1, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(TestBody.Kind.class)
    void bodiesOfEverySizeArriveExactlyInEveryWay(TestBody.Kind kind) throws IOException {
        for (S3ServerOptions options : everyWay()) {
            try (HttpFixture fixture = new HttpFixture(directory, options);
                    RawClient client = fixture.connect()) {
                for (int length : new int[] {1, 4096, 65_536, 65_537, 1 << 20, 3_333_333, LENGTH}) {
                    for (int piece : new int[] {60_000, 65_536, 1 << 20}) {
                        fixture.serve("o", r -> track(fixture.body(length, piece, kind)));
                        byte[] body = client.get("/b/o").read().body();
                        assertThat(Arrays.equals(body, 0, length, fixture.bytes, 0, length))
                                .as("%s %s %d in %d", options.sockets(), kind, length, piece)
                                .isTrue();
                    }
                }
                everythingIsGivenBack(fixture);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestBody.Kind.class)
    void slowReadersGetExactBytesAndPinTwoPiecesAndOneBufferAtMost(TestBody.Kind kind) throws Exception {
        try (HttpFixture fixture = start(Transport.AUTO, Duration.ofSeconds(20))) {
            fixture.serve(
                    "o",
                    r -> track(new TestBody(
                            fixture.file, LENGTH, 1 << 20, kind, new java.util.concurrent.atomic.AtomicInteger())));
            ExecutorService readers = Executors.newCachedThreadPool();
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Callable<Boolean> reader = () -> {
                    try (RawClient client = new RawClient(fixture.address, 4096)) {
                        client.get("/b/o");
                        return trickle(client, fixture.bytes);
                    }
                };
                results.add(readers.submit(reader));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
            readers.shutdown();
            everythingIsGivenBack(fixture);
            assertThat(bodies).allMatch(body -> body.mostOpen <= 2 && body.mostBuffers <= 1);
        }
    }

    /** Reads the beginning in drops, the rest in small gulps. */
    private static boolean trickle(RawClient client, byte[] expected) throws IOException {
        InputStream in = client.in();
        int newlines = 0;
        while (newlines < 4) {
            int b = in.read();
            newlines = b == '\r' || b == '\n' ? newlines + 1 : 0;
        }
        int at = 0;
        byte[] gulp = new byte[16 * 1024];
        while (at < expected.length) {
            int want = at < 20_000 ? 1 : Math.min(gulp.length, expected.length - at);
            int n = in.read(gulp, 0, want);
            if (n < 0 || !Arrays.equals(gulp, 0, n, expected, at, at + n)) {
                return false;
            }
            at += n;
        }
        return true;
    }

    @ParameterizedTest
    @EnumSource(TestBody.Kind.class)
    void aClientThatTakesNothingIsClosedAndEverythingGivenBack(TestBody.Kind kind) throws IOException {
        try (HttpFixture fixture = start(Transport.AUTO, Duration.ofMillis(500));
                RawClient client = new RawClient(fixture.address, 4096)) {
            fixture.serve("o", r -> track(fixture.body(LENGTH, 1 << 20, kind)));
            client.get("/b/o");
            await().until(() -> fixture.openPieces.get() > 0);
            everythingIsGivenBack(fixture);
            await().untilAsserted(() -> assertThat(fixture.log).hasSize(1));
            assertThat(fixture.log.get(0).complete()).isFalse();
            assertThat(fixture.log.get(0).bytes()).isLessThan(LENGTH);
        }
    }

    @ParameterizedTest
    @EnumSource(TestBody.Kind.class)
    void aClientThatLeavesInMidBodyGivesEverythingBack(TestBody.Kind kind) throws IOException {
        try (HttpFixture fixture = start(Transport.AUTO, Duration.ofSeconds(20))) {
            fixture.serve("o", r -> track(fixture.body(LENGTH, 1 << 20, kind)));
            for (int i = 0; i < 10; i++) {
                try (RawClient client = new RawClient(fixture.address, 4096)) {
                    client.get("/b/o");
                    client.in().readNBytes(i * 50_000);
                    client.socket.setSoLinger(true, 0);
                }
            }
            everythingIsGivenBack(fixture);
            await().untilAsserted(() -> assertThat(fixture.log).hasSize(10));
            assertThat(fixture.log).noneMatch(request -> request.complete());
        }
    }

    @ParameterizedTest
    @EnumSource(TestBody.Kind.class)
    void aFailureBehindTheHeadClosesTheConnectionShortOfTheLength(TestBody.Kind kind) throws IOException {
        try (HttpFixture fixture = start(Transport.AUTO, Duration.ofSeconds(20));
                RawClient client = fixture.connect()) {
            fixture.serve("o", r -> track(fixture.body(LENGTH, 1 << 20, kind).failingAt(5L << 20)));
            client.get("/b/o");
            assertThatThrownBy(client::read).isInstanceOfAny(EOFException.class, java.net.SocketException.class);
            everythingIsGivenBack(fixture);
            assertThat(fixture.log.get(0).complete()).isFalse();
        }
    }
}
