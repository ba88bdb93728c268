package cacheworker.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cacheworker.bench.http.load.BenchFailure;
import cacheworker.bench.http.load.Expected;
import cacheworker.bench.http.load.FixedRequests;
import cacheworker.bench.http.load.LoadGenerator;
import cacheworker.bench.http.load.LoadResult;
import cacheworker.bench.http.load.UploadRequests;
import cacheworker.bench.http.server.Cores;
import cacheworker.bench.http.server.WorkerUnderTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the generator counts is what a real worker counted. */
class GeneratorIT {
    private static final ObjectSet OBJECTS = new ObjectSet("objects", 100_000, 20);
    private static final Duration WHILE = Duration.ofSeconds(1);

    @TempDir
    static Path home;

    private static WorkerUnderTest worker;

    @BeforeAll
    static void start() throws IOException {
        Path ufs = Files.createDirectories(home.resolve("ufs"));
        OBJECTS.write(ufs);
        Files.createDirectories(ufs.resolve("put"));
        worker = WorkerUnderTest.start(
                root(), home.resolve("worker"), Map.of("alluxio.dora.client.ufs.root", ufs.toString()), Cores.ANY);
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("bin/alluxio"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static LoadResult ask(String method, Expected expected) {
        return LoadGenerator.run(
                worker.process().address(), 4, WHILE, FixedRequests.cycle(OBJECTS.heads(method)), expected);
    }

    private static double requests(String operation) {
        return worker.meter("cacheworker_s3_requests_total", "\"" + operation + "\"");
    }

    /** The worker counts a request when the last byte is with the kernel, so perhaps after the client has it. */
    private static void assertCounted(String operation, double expected) {
        Awaitility.await().untilAsserted(() -> assertThat(requests(operation)).isEqualTo(expected));
    }

    @Test
    void readsAreCountedAsTheWorkerCountsThem() {
        double before = requests("GetObject");
        LoadResult result = ask("GET", Expected.body(200, OBJECTS.size()));
        assertThat(result.requests()).isPositive().isBetween(result.answered() - 4, result.answered());
        assertThat(result.bytes()).isGreaterThan(result.requests() * OBJECTS.size());
        assertThat(result.seconds()).isEqualTo(1);
        assertThat(result.latency().p99())
                .isGreaterThanOrEqualTo(result.latency().median())
                .isPositive();
        assertThat(result.firstByte()).isPositive();
        assertCounted("GetObject", before + result.answered());
    }

    @Test
    void headsAreCountedAsTheWorkerCountsThem() {
        double before = requests("HeadObject");
        LoadResult result = ask("HEAD", Expected.head(OBJECTS.size()));
        assertCounted("HeadObject", before + result.answered());
    }

    @Test
    void uploadsAreTheFilesThatAreThere() throws IOException {
        ByteBuffer content = ByteBuffer.allocateDirect(300_000);
        LoadResult result = LoadGenerator.run(
                worker.process().address(),
                4,
                Duration.ofMinutes(1),
                new UploadRequests("/put/o-", content, 50),
                new Expected(200, -1, false));
        assertThat(result.requests()).isEqualTo(50);
        try (var files = Files.list(home.resolve("ufs/put"))) {
            assertThat(files.toList())
                    .hasSize(50)
                    .allSatisfy(file -> assertThat(file).hasSize(300_000));
        }
    }

    @Test
    void wrongAnswersEndTheRun() {
        assertThatExceptionOfType(BenchFailure.class)
                .isThrownBy(() -> ask("GET", Expected.body(200, OBJECTS.size() + 1L)))
                .withMessageContaining("expected");
    }
}
