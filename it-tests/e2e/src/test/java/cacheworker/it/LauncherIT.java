package cacheworker.it;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.env.Ports;
import cacheworker.it.env.Project;
import cacheworker.it.env.Shell;
import cacheworker.it.env.WorkerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that users type. */
class LauncherIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path home;

    private final int s3Port = Ports.free();
    private final int webPort = Ports.free();

    private Map<String, String> environment(String... site) throws IOException {
        Path conf = Files.createDirectories(home.resolve("conf"));
        Files.write(conf.resolve("alluxio-site.properties"), List.of(site));
        Map<String, String> environment = new HashMap<>();
        environment.put("ALLUXIO_CONF_DIR", conf.toString());
        environment.put("ALLUXIO_LOGS_DIR", home.resolve("logs").toString());
        environment.put("ALLUXIO_WORKER_REST_PORT", Integer.toString(s3Port));
        environment.put("ALLUXIO_WORKER_WEB_PORT", Integer.toString(webPort));
        return environment;
    }

    private String[] localWorker() {
        return new String[] {
            "alluxio.worker.s3.api.enabled=true",
            "alluxio.worker.bind.host=127.0.0.1",
            "alluxio.dora.client.ufs.root=" + home.resolve("ufs"),
            "alluxio.worker.page.store.dirs=" + home.resolve("cache"),
            "alluxio.worker.page.store.sizes=128MB",
            "alluxio.dora.worker.metastore.rocksdb.dir=" + home.resolve("metastore"),
        };
    }

    private static Shell.Result alluxio(Map<String, String> environment, String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = Project.root().resolve("bin/alluxio").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Shell.run(LIMIT, environment, List.of(command));
    }

    private int status(String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + webPort + path))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void quickstartServesWithinThreeSecondsAndSaysWhere() throws Exception {
        Map<String, String> environment = environment();
        environment.put("CACHEWORKER_DATA_DIR", home.resolve("data").toString());
        Path output = home.resolve("quickstart.out");
        ProcessBuilder builder = new ProcessBuilder(
                        Project.root().resolve("bin/quickstart").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        long started = System.nanoTime();
        Process process = builder.start();
        try {
            while (status("/health/ready") != 200) {
                assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
                TimeUnit.MILLISECONDS.sleep(10);
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
            System.out.println("quickstart served after " + millis + " ms");
            assertThat(millis).isLessThan(8_000);
            assertThat(Files.readString(output))
                    .contains("127.0.0.1:" + s3Port)
                    .contains("127.0.0.1:" + webPort)
                    .contains("aws --endpoint-url");
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    @Test
    void workerStartsInTheBackgroundAndStops() throws IOException {
        Map<String, String> environment = environment(localWorker());
        Files.createDirectories(home.resolve("ufs"));
        alluxio(environment, "process", "start", "worker").orFail();
        assertThat(status("/health/ready")).isEqualTo(200);
        assertThat(alluxio(environment, "process", "start", "worker").exit()).isNotZero();
        alluxio(environment, "process", "stop", "worker").orFail();
        assertThat(status("/health/live")).isZero();
    }

    @Test
    void confGetPrintsTheValueInForce() throws IOException {
        Map<String, String> environment = environment("alluxio.worker.page.store.page.size=2MB");
        assertThat(alluxio(environment, "conf", "get", "alluxio.worker.page.store.page.size")
                        .orFail())
                .isEqualTo("2MB\n");
        assertThat(alluxio(environment, "conf", "get", "alluxio.worker.rest.port")
                        .orFail())
                .isEqualTo(s3Port + "\n");
        assertThat(alluxio(environment, "conf", "get", "alluxio.no.such.key").exit())
                .isNotZero();
    }

    @Test
    void badValueStopsTheStartAndNamesItself() throws IOException {
        Map<String, String> environment = environment(localWorker());
        environment.put("ALLUXIO_WORKER_PAGE_STORE_PAGE_SIZE", "huge");
        Shell.Result result = alluxio(environment, "process", "start", "worker", "--foreground");
        assertThat(result.exit()).isNotZero();
        assertThat(result.output())
                .contains("alluxio.worker.page.store.page.size")
                .contains("huge");
    }

    @Test
    void unknownKeyIsAWarningWithASuggestion() throws IOException {
        try (WorkerProcess worker = new WorkerProcess(home)
                .localUfs(home.resolve("ufs"))
                .property("alluxio.worker.page.store.page.sizes", "1MB")
                .start()) {
            assertThat(worker.output())
                    .contains("alluxio.worker.page.store.page.sizes")
                    .contains("alluxio.worker.page.store.page.size");
        }
    }

    @Test
    void cacheInsideTheUfsIsRefused() throws IOException {
        Files.createDirectories(home.resolve("ufs"));
        String[] site = localWorker();
        site[3] = "alluxio.worker.page.store.dirs=" + home.resolve("ufs/bucket/cache");
        Shell.Result result = alluxio(environment(site), "process", "start", "worker", "--foreground");
        assertThat(result.exit()).isNotZero();
        assertThat(result.output()).contains(home.resolve("ufs/bucket/cache").toString());
    }

    @Test
    void localeThatCannotNameFilesIsRefusedByTheWorkerAndMendedByTheLauncher() throws IOException {
        Files.createDirectories(home.resolve("ufs/bücket"));
        Map<String, String> environment = environment(localWorker());
        environment.put("LANG", "C");
        environment.put("LC_ALL", "C");
        alluxio(environment, "process", "start", "worker").orFail();
        alluxio(environment, "process", "stop", "worker").orFail();
        Shell.Result bare = Shell.run(
                LIMIT,
                environment,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Project.root().resolve("s3-gateway/target/lib") + "/*:"
                                + Project.root().resolve("s3-gateway/target/classes"),
                        "cacheworker.s3.boot.Main"));
        assertThat(bare.exit()).isNotZero();
        assertThat(bare.output()).contains("UTF-8");
    }

    @Test
    void startPrintsWhatItServesAndWhereItCaches() {
        try (WorkerProcess worker =
                new WorkerProcess(home).localUfs(home.resolve("ufs")).start()) {
            assertThat(worker.output())
                    .contains(worker.endpoint().substring("http://".length()))
                    .contains(home.resolve("ufs").toString())
                    .contains(home.resolve("cache").toString());
            assertThat(worker.output().lines().count()).isLessThan(40);
            assertThat(worker.stop())
                    .as("what a Java process that SIGTERM ended returns")
                    .isEqualTo(128 + 15);
        }
    }
}
