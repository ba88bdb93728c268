package cacheworker.bench.http;

import cacheworker.bench.http.load.BenchFailure;
import cacheworker.bench.http.load.Expected;
import cacheworker.bench.http.load.Folders;
import cacheworker.bench.http.load.LoadGenerator;
import cacheworker.bench.http.load.LoadResult;
import cacheworker.bench.http.load.SingleRequest;
import cacheworker.bench.http.load.UploadRequests;
import cacheworker.bench.http.report.Sample;
import cacheworker.bench.http.server.RawWrites;
import cacheworker.bench.http.server.S3Proxy;
import cacheworker.bench.http.server.ServerProcess;
import cacheworker.bench.http.server.WorkerUnderTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Uploads of new objects: to a worker on a directory, to s3proxy on a directory, and, as files that are made durable
 * with the fewest calls that do it, by nobody. All write to the same disk.
 */
final class WriteCases {
    private static final String BUCKET = "put";
    private static final int KIB = 1 << 10;
    private static final List<Integer> CONNECTIONS = List.of(1, 16, 64);

    private final Bed bed;
    private final Contest contest;

    WriteCases(Bed bed, Contest contest) {
        this.bed = bed;
        this.contest = contest;
    }

    void run() {
        Path ufs = bed.emptyFolder("put-ufs");
        Path other = bed.emptyFolder("put-s3proxy-data");
        Path raw = bed.emptyFolder("put-raw");
        try {
            Files.createDirectories(ufs.resolve(BUCKET));
            Files.createDirectories(other.resolve(BUCKET));
        } catch (IOException e) {
            throw new BenchFailure("cannot make buckets", e);
        }
        try (WorkerUnderTest worker = WorkerUnderTest.start(
                        bed.root(),
                        bed.emptyFolder("put-worker"),
                        Map.of("alluxio.dora.client.ufs.root", ufs.toString()),
                        bed.cores());
                ServerProcess s3proxy = S3Proxy.serving(bed.emptyFolder("put-s3proxy"), other, bed.cores());
                ServerProcess writer = RawWrites.start(raw, bed.folder().resolve("raw-writes.out"), bed.cores())) {
            for (int size : List.of(4 * KIB, 1024 * KIB)) {
                String scenario = "PUT " + (size < 1024 * KIB ? size / KIB + " KiB" : "1 MiB");
                for (int connections : bed.quick() ? List.of(16) : CONNECTIONS) {
                    contest.run(
                            scenario,
                            connections,
                            List.of(
                                    new Uploads(worker.process(), ufs.resolve(BUCKET), connections, size),
                                    new Uploads(s3proxy, other.resolve(BUCKET), connections, size),
                                    new RawFiles(writer, raw, connections, size)));
                }
            }
        }
    }

    /** Removes what was written, and waits until the disk has done so: the next one must not pay for it. */
    private static void clean(Path folder) {
        Folders.deleteFiles(folder);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            throw new BenchFailure("cannot sync " + folder, e);
        }
    }

    /** Someone who takes uploads. */
    private static final class Uploads implements Contender {
        private final ServerProcess server;
        private final Path folder;
        private final int connections;
        private final ByteBuffer content;
        private final String sha256;
        private int turn;

        Uploads(ServerProcess server, Path folder, int connections, int size) {
            this.server = server;
            this.folder = folder;
            this.connections = connections;
            byte[] bytes = new byte[size];
            new SplittableRandom(size).nextBytes(bytes);
            this.content = ByteBuffer.allocateDirect(size).put(bytes).flip();
            this.sha256 = SingleRequest.sha256(bytes);
        }

        @Override
        public String name() {
            return server.name();
        }

        @Override
        public Sample measure(Duration window) {
            String keys = "/" + BUCKET + "/turn-" + turn++ + "-";
            double before = server.cpuSeconds();
            LoadResult result = LoadGenerator.run(
                    server.address(),
                    connections,
                    window,
                    new UploadRequests(keys, content, Long.MAX_VALUE),
                    new Expected(200, -1, false));
            double cpu = server.cpuSeconds() - before;
            SingleRequest.verified(server.address(), keys + 0, sha256);
            clean(folder);
            return Sample.of(result, (double) result.requests() * content.capacity(), cpu);
        }

        @Override
        public void check() {
            server.requireAlive();
        }
    }

    /** The files alone. */
    private record RawFiles(ServerProcess writer, Path folder, int threads, int size) implements Contender {
        @Override
        public String name() {
            return writer.name();
        }

        @Override
        public Sample measure(Duration window) {
            double before = writer.cpuSeconds();
            LoadResult result = RawWrites.run(writer, threads, size, window);
            double cpu = writer.cpuSeconds() - before;
            clean(folder);
            return Sample.of(result, (double) result.bytes(), cpu);
        }

        @Override
        public void check() {
            writer.requireAlive();
        }
    }
}
