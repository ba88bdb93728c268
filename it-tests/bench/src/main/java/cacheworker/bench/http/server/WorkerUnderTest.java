package cacheworker.bench.http.server;

import cacheworker.bench.http.load.BenchFailure;
import cacheworker.bench.http.load.RequestText;
import cacheworker.bench.http.load.SingleRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A worker as its launcher starts it, with everything on that is on by itself, and one event loop for the one core. */
public final class WorkerUnderTest implements AutoCloseable {
    /** A JVM on one core would choose sizes, and a garbage collector, that nobody serves with. */
    private static final String JVM_OPTIONS = "-XX:ActiveProcessorCount=2 -Xms1g -Xmx1g";

    private final ServerProcess process;
    private final InetSocketAddress web;

    private WorkerUnderTest(ServerProcess process, int webPort) {
        this.process = process;
        this.web = new InetSocketAddress(InetAddress.getLoopbackAddress(), webPort);
    }

    /**
     * Starts a worker with an empty cache.
     *
     * @param root folder of the built project
     * @param home gets its configuration, cache and logs
     * @param properties settings beside those that a worker on one core needs
     * @param cores where it runs
     * @return the running worker
     */
    public static WorkerUnderTest start(Path root, Path home, Map<String, String> properties, Cores cores) {
        int port = ServerProcess.freePort();
        int webPort = ServerProcess.freePort();
        Map<String, String> site = new LinkedHashMap<>();
        site.put("alluxio.worker.s3.api.enabled", "true");
        site.put("alluxio.worker.bind.host", "127.0.0.1");
        site.put("alluxio.worker.rest.port", Integer.toString(port));
        site.put("alluxio.worker.web.port", Integer.toString(webPort));
        site.put("alluxio.worker.network.netty.worker.threads", "1");
        site.put("alluxio.worker.page.store.dirs", home.resolve("cache").toString());
        site.put("alluxio.worker.page.store.sizes", "2GB");
        site.put(
                "alluxio.dora.worker.metastore.rocksdb.dir",
                home.resolve("metastore").toString());
        site.putAll(properties);
        try {
            Path conf = Files.createDirectories(home.resolve("conf"));
            StringBuilder lines = new StringBuilder();
            site.forEach(
                    (key, value) -> lines.append(key).append('=').append(value).append('\n'));
            Files.writeString(conf.resolve("alluxio-site.properties"), lines);
            List<String> command =
                    List.of(root.resolve("bin/alluxio").toString(), "process", "start", "worker", "--foreground");
            ProcessBuilder builder = new ProcessBuilder(cores.serving(command));
            Map<String, String> environment = builder.environment();
            environment.put("ALLUXIO_CONF_DIR", conf.toString());
            environment.put("ALLUXIO_LOGS_DIR", home.resolve("logs").toString());
            environment.merge("ALLUXIO_WORKER_JAVA_OPTS", JVM_OPTIONS, (given, ours) -> ours + " " + given);
            return new WorkerUnderTest(
                    ServerProcess.start("worker", builder, port, home.resolve("worker.out")), webPort);
        } catch (IOException e) {
            throw new BenchFailure("cannot configure a worker in " + home, e);
        }
    }

    /**
     * Its process.
     *
     * @return the running server
     */
    public ServerProcess process() {
        return process;
    }

    /**
     * A meter, summed over its labels.
     *
     * @param name as its metrics page has it
     * @param label text that the labels must contain; empty for any
     * @return the sum, 0 when it has not been counted yet
     */
    public double meter(String name, String label) {
        byte[] page = SingleRequest.send(web, RequestText.head("GET", "/metrics", "Connection: close"))
                .body();
        return new String(page, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .filter(line -> line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() {
        process.close();
    }
}
