package cacheworker.it.env;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real S3 server in a process of its own: s3proxy on a folder. */
public final class S3ProxyProcess implements AutoCloseable {
    /** The access key that it takes. */
    public static final String ACCESS_KEY = "ufs-access";

    /** The secret key that it takes. */
    public static final String SECRET_KEY = "ufs-secret";

    private final Path home;
    private final int port = Ports.free();
    private Process process;

    /**
     * Starts a server and waits until it listens.
     *
     * @param home holds its configuration and data
     */
    public S3ProxyProcess(Path home) {
        this.home = home;
        start();
    }

    /** Starts the server again after {@link #stop}. */
    public void start() {
        try {
            Path data = Files.createDirectories(home.resolve("data"));
            Path configuration = home.resolve("s3proxy.properties");
            Files.writeString(configuration, """
                    s3proxy.endpoint=http://127.0.0.1:%d
                    s3proxy.authorization=aws-v2-or-v4
                    s3proxy.identity=%s
                    s3proxy.credential=%s
                    jclouds.provider=filesystem-nio2
                    jclouds.identity=x
                    jclouds.credential=x
                    jclouds.filesystem.basedir=%s
                    """.formatted(port, ACCESS_KEY, SECRET_KEY, data));
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "org.gaul.s3proxy.Main",
                            "--properties",
                            configuration.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("s3proxy.out").toFile())
                    .start();
            awaitListening();
        } catch (IOException e) {
            throw new AssertionError("cannot start s3proxy", e);
        }
    }

    private void awaitListening() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(Ports.at(port), 500);
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new AssertionError(
                            "s3proxy does not listen:\n" + Files.readString(home.resolve("s3proxy.out")), e);
                }
                sleep();
            }
        }
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Where it listens. */
    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** Ends the server. */
    public void stop() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
