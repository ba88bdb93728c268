package cacheworker.bench.http.server;

import cacheworker.bench.http.load.BenchFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A server in a process of its own, which ends with this one. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private final String name;
    private final Process process;
    private final InetSocketAddress address;
    private final Path log;

    private ServerProcess(String name, Process process, InetSocketAddress address, Path log) {
        this.name = name;
        this.process = process;
        this.address = address;
        this.log = log;
    }

    /**
     * Starts a server and waits until it takes connections.
     *
     * @param name what reports call it
     * @param command how to start it
     * @param port where it will listen, on the loopback interface
     * @param log gets what it prints
     * @return the running server
     * @throws BenchFailure when it ends or does not listen within a minute
     */
    public static ServerProcess start(String name, ProcessBuilder command, int port, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            Process process = command.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            ServerProcess server = new ServerProcess(name, process, loopback(port), log);
            server.awaitListening();
            return server;
        } catch (IOException e) {
            throw new BenchFailure("cannot start " + name, e);
        }
    }

    /**
     * A port of the loopback interface that nobody used a moment ago.
     *
     * @return its number
     */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new BenchFailure("no free port", e);
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private void awaitListening() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!listens()) {
            requireAlive();
            if (System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new BenchFailure(name + " does not listen on " + address + ":\n" + output());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(address, 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Fails unless the server still runs. */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new BenchFailure(name + " ended with " + process.exitValue() + ":\n" + output());
        }
    }

    private String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "no output: " + e;
        }
    }

    /**
     * What reports call it.
     *
     * @return its name
     */
    public String name() {
        return name;
    }

    /**
     * Where it listens.
     *
     * @return an address of the loopback interface
     */
    public InetSocketAddress address() {
        return address;
    }

    /**
     * What it and the processes that it made have computed so far.
     *
     * @return seconds of processor time, in steps of 1/100
     */
    public double cpuSeconds() {
        try (Stream<ProcessHandle> children = process.descendants()) {
            return Stream.concat(Stream.of(process.toHandle()), children)
                    .mapToDouble(handle -> ProcFiles.cpuSeconds(handle.pid()))
                    .sum();
        }
    }

    /**
     * Bytes that it has read so far, from files and sockets.
     *
     * @return 0 or more
     */
    public long bytesRead() {
        return ProcFiles.bytesRead(process.pid());
    }

    /**
     * Its process.
     *
     * @return the process id
     */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
