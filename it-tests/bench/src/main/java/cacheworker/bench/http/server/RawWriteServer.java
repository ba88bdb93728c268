package cacheworker.bench.http.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/**
 * Writes files durably for as long as it is asked to. Each line that comes over a connection says how many threads, how
 * many bytes a file, how many milliseconds; the answer is files, seconds, median and 99th percentile in nanoseconds.
 */
final class RawWriteServer {
    private RawWriteServer() {}

    /**
     * Serves until it is ended.
     *
     * @param args the port, and the folder to write in
     * @throws IOException when the port cannot be opened or a file not written
     * @throws InterruptedException when it is ended
     * @throws ExecutionException when a file cannot be written
     */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        Path folder = Path.of(args[1]);
        try (ServerSocket port = new ServerSocket(Integer.parseInt(args[0]), 16, InetAddress.getLoopbackAddress())) {
            while (true) {
                try (Socket socket = port.accept()) {
                    String line = new BufferedReader(
                                    new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine();
                    if (line != null) {
                        String[] fields = line.split(" ");
                        String answer = run(
                                folder,
                                Integer.parseInt(fields[0]),
                                Integer.parseInt(fields[1]),
                                Long.parseLong(fields[2]));
                        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    }
                }
            }
        }
    }

    private static String run(Path folder, int threads, int size, long millis)
            throws IOException, InterruptedException, ExecutionException {
        Files.createDirectories(folder);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long start = System.nanoTime();
            long deadline = start + millis * 1_000_000;
            List<Future<Histogram>> writers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                DurableWriter writer = new DurableWriter(folder, i, size);
                writers.add(pool.submit(() -> writer.write(deadline)));
            }
            Histogram all = new Histogram(3);
            for (Future<Histogram> writer : writers) {
                all.add(writer.get());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return all.getTotalCount() + " " + seconds + " " + all.getValueAtPercentile(50) + " "
                    + all.getValueAtPercentile(99) + "\n";
        } finally {
            pool.shutdown();
        }
    }
}
