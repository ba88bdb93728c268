package cacheworker.it;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.env.Clients;
import cacheworker.it.env.Ports;
import cacheworker.it.env.Trees;
import cacheworker.it.env.WorkerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** A cache far smaller than what is read through it. */
class ChurnIT {
    private static final long CACHE_BYTES = 64L << 20;
    private static final long WORKING_SET = 1L << 30;
    private static final int OBJECT_BYTES = 4 << 20;
    private static final int CLIENTS = 32;

    @TempDir
    Path home;

    private final Map<String, String> digests = new ConcurrentHashMap<>();

    @Test
    void everyBodyIsRightWhileTheCacheTurnsOver() throws Exception {
        makeObjects();
        try (WorkerProcess worker = worker().start();
                S3Client s3 = Clients.sdk(worker)) {
            readWithManyClients(s3, 400);
            double evicted = worker.metric("alluxio_cached_evicted_data_bytes_total");
            double hits = worker.metric("alluxio_cached_data_read_bytes_total");
            double sent = worker.metric("alluxio_data_access_bytes_sum");
            double read = worker.metric("alluxio_ufs_data_access_bytes_total");
            System.out.printf(
                    "hit ratio %.3f, %.3f bytes read from the UFS for each miss, %.0f bytes evicted%n",
                    hits / sent, read / (sent - hits), evicted);
            assertThat(evicted).isPositive();
            assertThat(hits / sent)
                    .as("half of the reads go to objects that fit")
                    .isGreaterThan(0.3);
            assertThat(read / (sent - hits)).as("nothing is read for nothing").isLessThan(1.3);
            assertThat(regionBytes()).isLessThanOrEqualTo(CACHE_BYTES);
        }
    }

    private WorkerProcess worker() {
        return new WorkerProcess(home)
                .localUfs(home.resolve("ufs"))
                .property("alluxio.worker.page.store.sizes", "64MB");
    }

    private void makeObjects() throws IOException {
        Path bucket = Files.createDirectories(home.resolve("ufs/set"));
        SplittableRandom random = new SplittableRandom(5);
        byte[] content = new byte[OBJECT_BYTES];
        for (int i = 0; i < WORKING_SET / OBJECT_BYTES; i++) {
            random.nextBytes(content);
            Files.write(bucket.resolve("o" + i), content);
            digests.put("o" + i, Trees.sha256(new java.io.ByteArrayInputStream(content)));
        }
    }

    private void readWithManyClients(S3Client s3, int readsEach) throws InterruptedException, ExecutionException {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            SplittableRandom random = new SplittableRandom(i);
            done.add(clients.submit(() -> {
                for (int n = 0; n < readsEach / 8; n++) {
                    // Half of the reads go to a few objects, so that there is something to hit.
                    int object = random.nextBoolean() ? random.nextInt(6) : random.nextInt(digests.size());
                    readAndCompare(s3, "o" + object);
                }
            }));
        }
        for (Future<?> each : done) {
            each.get();
        }
        clients.shutdown();
    }

    private void readAndCompare(S3Client s3, String key) {
        try (ResponseInputStream<GetObjectResponse> body =
                s3.getObject(b -> b.bucket("set").key(key))) {
            assertThat(Trees.sha256(body)).as(key).isEqualTo(digests.get(key));
        } catch (IOException e) {
            throw new AssertionError(key, e);
        }
        assertThat(regionBytes()).isLessThanOrEqualTo(CACHE_BYTES);
    }

    /** What the regions of the cache may grow to: their lengths, not what they take now. */
    private long regionBytes() {
        try (Stream<Path> files = Files.walk(home.resolve("cache"))) {
            return files.filter(f -> f.toString().endsWith(".region"))
                    .mapToLong(ChurnIT::size)
                    .sum();
        } catch (IOException | java.io.UncheckedIOException e) {
            // A region went away during the walk: look again.
            return regionBytes();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void readerAtATrickleGetsExactBytesOrAClosedConnection() throws Exception {
        makeObjects();
        try (WorkerProcess worker = worker().start();
                S3Client s3 = Clients.sdk(worker);
                Socket trickle = new Socket()) {
            readAndCompare(s3, "o0");
            trickle.setReceiveBufferSize(4096);
            trickle.connect(Ports.at(worker.s3Port()));
            trickle.getOutputStream()
                    .write("GET /set/o0 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = trickle.getInputStream();
            skipHead(in);
            MessageDigest read = sha256();
            long bytes = 0;
            double evictedBefore = worker.metric("alluxio_cached_evicted_data_bytes_total");
            for (int object = 1; evicted(worker) - evictedBefore < 3 * CACHE_BYTES; object++) {
                readAndCompare(s3, "o" + object % digests.size());
                byte[] some = in.readNBytes(100);
                read.update(some);
                bytes += some.length;
            }
            trickle.setSoTimeout((int) TimeUnit.SECONDS.toMillis(30));
            byte[] rest = readRest(in);
            read.update(rest);
            bytes += rest.length;
            System.out.printf("the stalled reader got %d of %d bytes%n", bytes, OBJECT_BYTES);
            if (bytes == OBJECT_BYTES) {
                assertThat(HexFormat.of().formatHex(read.digest())).isEqualTo(digests.get("o0"));
            } else {
                assertThat(bytes).isLessThan(OBJECT_BYTES);
            }
        }
    }

    private static double evicted(WorkerProcess worker) {
        return worker.metric("alluxio_cached_evicted_data_bytes_total");
    }

    private static void skipHead(InputStream in) throws IOException {
        int state = 0;
        while (state < 4) {
            int c = in.read();
            state = c == (state % 2 == 0 ? '\r' : '\n') ? state + 1 : 0;
        }
    }

    private static byte[] readRest(InputStream in) {
        try {
            return in.readAllBytes();
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
