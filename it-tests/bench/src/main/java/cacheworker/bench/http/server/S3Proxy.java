package cacheworker.bench.http.server;

import cacheworker.bench.http.load.BenchFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** s3proxy on a folder, which lets everybody in: another server to compare with, and a storage to read misses from. */
public final class S3Proxy {
    private S3Proxy() {}

    /**
     * Starts s3proxy for comparison, on the servers' core.
     *
     * @param home gets its configuration and logs
     * @param data its buckets, as folders
     * @param cores where it runs
     * @return the running server
     */
    public static ServerProcess serving(Path home, Path data, Cores cores) {
        int port = ServerProcess.freePort();
        return start(home, port, cores.serving(command(home, data, port)));
    }

    /**
     * Starts s3proxy as the storage behind a worker, beside the generator.
     *
     * @param home gets its configuration and logs
     * @param data its buckets, as folders
     * @param cores where it runs
     * @return the running server
     */
    public static ServerProcess behind(Path home, Path data, Cores cores) {
        int port = ServerProcess.freePort();
        return start(home, port, cores.asking(command(home, data, port)));
    }

    private static ServerProcess start(Path home, int port, List<String> command) {
        return ServerProcess.start("s3proxy", new ProcessBuilder(command), port, home.resolve("s3proxy.out"));
    }

    private static List<String> command(Path home, Path data, int port) {
        try {
            Files.createDirectories(data);
            Path properties = Files.createDirectories(home).resolve("s3proxy.properties");
            Files.writeString(properties, """
                    s3proxy.endpoint=http://127.0.0.1:%d
                    s3proxy.authorization=none
                    jclouds.provider=filesystem-nio2
                    jclouds.identity=x
                    jclouds.credential=x
                    jclouds.filesystem.basedir=%s
                    """.formatted(port, data));
            return JavaCommand.of("org.gaul.s3proxy.Main", "--properties", properties.toString());
        } catch (IOException e) {
            throw new BenchFailure("cannot configure s3proxy in " + home, e);
        }
    }
}
