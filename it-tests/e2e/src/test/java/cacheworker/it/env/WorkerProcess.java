package cacheworker.it.env;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A worker in a process of its own, started by the launcher that users have. It may be killed and started again. */
public final class WorkerProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path home;
    private final int s3Port = Ports.free();
    private final int webPort = Ports.free();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final List<String> jvmOptions = new ArrayList<>();
    private String mountTable = "";
    private Process process;

    /**
     * A worker that has not been started.
     *
     * @param home holds its configuration, cache and logs
     */
    public WorkerProcess(Path home) {
        this.home = home;
        property("alluxio.worker.s3.api.enabled", "true");
        property("alluxio.worker.rest.port", Integer.toString(s3Port));
        property("alluxio.worker.web.port", Integer.toString(webPort));
        property("alluxio.worker.bind.host", "127.0.0.1");
        property("alluxio.worker.page.store.dirs", home.resolve("cache").toString());
        property("alluxio.worker.page.store.sizes", "1GB");
        property(
                "alluxio.dora.worker.metastore.rocksdb.dir",
                home.resolve("metastore").toString());
    }

    /** Sets a property of the site file. */
    public WorkerProcess property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    /** Adds an option of the Java process. */
    public WorkerProcess jvmOption(String option) {
        jvmOptions.add(option);
        return this;
    }

    /** Uses a local directory, which is made, as the root mount. */
    public WorkerProcess localUfs(Path root) {
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw new AssertionError("cannot make " + root, e);
        }
        return property("alluxio.dora.client.ufs.root", root.toString());
    }

    /** Uses a bucket, or a prefix of one, of an S3 server as the root mount. */
    public WorkerProcess s3Ufs(S3ProxyProcess ufs, String root) {
        return property("alluxio.dora.client.ufs.root", root)
                .property("alluxio.underfs.s3.endpoint", ufs.endpoint())
                .property("alluxio.underfs.s3.region", "us-east-1")
                .property("alluxio.underfs.s3.disable.dns.buckets", "true")
                .property("s3a.accessKeyId", S3ProxyProcess.ACCESS_KEY)
                .property("s3a.secretKey", S3ProxyProcess.SECRET_KEY);
    }

    /** Sets the content of the mount table file. */
    public WorkerProcess mountTable(String lines) {
        this.mountTable = lines;
        return this;
    }

    /** Starts the process and waits until it is ready. */
    public WorkerProcess start() {
        launch();
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("the worker is not ready:\n" + output());
            }
            pause();
        }
        return this;
    }

    /** Starts the process without waiting for it. */
    public void launch() {
        try {
            Path conf = Files.createDirectories(home.resolve("conf"));
            StringBuilder site = new StringBuilder();
            properties.forEach(
                    (name, value) -> site.append(name).append('=').append(value).append('\n'));
            if (!mountTable.isEmpty()) {
                Path table = conf.resolve("mount-table");
                Files.writeString(table, mountTable);
                site.append("alluxio.mount.table.source=STATIC_FILE\nalluxio.mount.table.static.conf.file=")
                        .append(table)
                        .append('\n');
            }
            Files.writeString(conf.resolve("alluxio-site.properties"), site);
            ProcessBuilder builder = new ProcessBuilder(
                            Project.root().resolve("bin/alluxio").toString(),
                            "process",
                            "start",
                            "worker",
                            "--foreground")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            home.resolve("worker.out").toFile()));
            builder.environment().put("ALLUXIO_CONF_DIR", conf.toString());
            builder.environment().put("ALLUXIO_LOGS_DIR", home.resolve("logs").toString());
            builder.environment().put("ALLUXIO_WORKER_JAVA_OPTS", String.join(" ", jvmOptions));
            process = builder.start();
        } catch (IOException e) {
            throw new AssertionError("cannot start a worker in " + home, e);
        }
    }

    private boolean isReady() {
        try {
            return get("/health/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) throws IOException {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + webPort + path))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The sum of all samples of a meter. */
    public double metric(String name) {
        try {
            double sum = 0;
            for (String line : get("/metrics").body().split("\n")) {
                if (line.startsWith(name + " ") || line.startsWith(name + "{")) {
                    sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
                }
            }
            return sum;
        } catch (IOException e) {
            throw new AssertionError("no metrics", e);
        }
    }

    /** The S3 endpoint. */
    public String endpoint() {
        return "http://127.0.0.1:" + s3Port;
    }

    /** The port of the S3 endpoint. */
    public int s3Port() {
        return s3Port;
    }

    /** The process id of the worker. */
    public long pid() {
        return process.pid();
    }

    /** Processor time of the worker until now, milliseconds. */
    public long cpuMillis() {
        return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
    }

    /** Whether the worker runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** What the worker printed. */
    public String output() {
        try {
            return Files.readString(home.resolve("worker.out"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "no output: " + e;
        }
    }

    /** Ends the process at once, as a power switch would end it but for what the kernel still holds. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** Asks the process to stop, and waits until it has. */
    public int stop() {
        process.destroy();
        await();
        return process.exitValue();
    }

    private void await() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the worker did not stop:\n" + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            kill();
        }
    }
}
