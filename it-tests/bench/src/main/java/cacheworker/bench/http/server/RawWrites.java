package cacheworker.bench.http.server;

import cacheworker.bench.http.load.BenchFailure;
import cacheworker.bench.http.load.LoadResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** The least that a durable upload costs on a disk, in a process of its own: see {@link RawWriteServer}. */
public final class RawWrites {
    private RawWrites() {}

    /**
     * Starts the process.
     *
     * @param folder where it writes
     * @param log gets what it prints
     * @param cores where it runs
     * @return the running process
     */
    public static ServerProcess start(Path folder, Path log, Cores cores) {
        int port = ServerProcess.freePort();
        ProcessBuilder command = new ProcessBuilder(cores.serving(
                JavaCommand.of(RawWriteServer.class.getName(), Integer.toString(port), folder.toString())));
        return ServerProcess.start("raw writes", command, port, log);
    }

    /**
     * Lets it write for a while.
     *
     * @param process the running process
     * @param threads how many write at once
     * @param size bytes of a file
     * @param limit how long
     * @return what it counted, as if each file were a request
     */
    public static LoadResult run(ServerProcess process, int threads, int size, Duration limit) {
        try (Socket socket = new Socket()) {
            socket.connect(process.address());
            socket.getOutputStream()
                    .write((threads + " " + size + " " + limit.toMillis() + "\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            if (answer == null) {
                throw new BenchFailure("the process that writes files gave up");
            }
            String[] fields = answer.split(" ");
            long files = Long.parseLong(fields[0]);
            return new LoadResult(
                    files,
                    files * size,
                    Double.parseDouble(fields[1]),
                    files,
                    new LoadResult.Latency(Long.parseLong(fields[2]), Long.parseLong(fields[3])),
                    0,
                    0);
        } catch (IOException e) {
            throw new BenchFailure("cannot talk to the process that writes files", e);
        }
    }
}
