package cacheworker.bench.http;

import cacheworker.bench.http.load.BenchFailure;
import cacheworker.bench.http.load.Expected;
import cacheworker.bench.http.load.FixedRequests;
import cacheworker.bench.http.load.LoadGenerator;
import cacheworker.bench.http.load.SingleRequest;
import cacheworker.bench.http.server.MemoryServer;
import cacheworker.bench.http.server.Nginx;
import cacheworker.bench.http.server.ServerProcess;
import cacheworker.bench.http.server.WorkerUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The servers that give the same files: a worker, nginx as it comes, nginx with the worker's send buffer. */
final class Readers implements AutoCloseable {
    private static final int FILL_CONNECTIONS = 2;
    private static final int FILL_PASSES = 10;
    private static final int SEND_BUFFER_KIB = 256;
    private static final int LARGEST = 16 << 20;

    private final Bed bed;
    private final WorkerUnderTest worker;
    private final ServerProcess nginx;
    private final ServerProcess tuned;
    private final ServerProcess memory;
    private final SplittableRandom random = new SplittableRandom(1);

    Readers(Bed bed) {
        this.bed = bed;
        Path objects = bed.objects();
        new ObjectSet("large", LARGEST, 1).write(objects);
        worker = WorkerUnderTest.start(
                bed.root(),
                bed.emptyFolder("worker"),
                Map.of("alluxio.dora.client.ufs.root", objects.toString()),
                bed.cores());
        nginx = Nginx.start("nginx", bed.emptyFolder("nginx"), objects, 0, bed.cores());
        tuned = Nginx.start("nginx 256k", bed.emptyFolder("nginx-256k"), objects, SEND_BUFFER_KIB, bed.cores());
        memory = MemoryServer.start(
                objects.resolve("large/object-00000"), bed.folder().resolve("memory-server.out"), bed.cores());
    }

    /** The worker. */
    WorkerUnderTest worker() {
        return worker;
    }

    /** nginx as it comes, and with the worker's send buffer. */
    List<ServerProcess> references() {
        return List.of(nginx, tuned);
    }

    /** Answers from memory whatever is asked, to see what a generator can take. */
    ServerProcess memory() {
        return memory;
    }

    /**
     * Writes the files of some objects and reads them through the worker until all come from its cache: where the limit
     * for bytes on their way is met, a page passes by without being kept.
     */
    void fill(ObjectSet objects) {
        objects.write(bed.objects());
        for (int pass = 0; pass < FILL_PASSES; pass++) {
            double before = misses();
            LoadGenerator.run(
                    worker.process().address(),
                    FILL_CONNECTIONS,
                    Duration.ofMinutes(10),
                    FixedRequests.once(objects.heads("GET")),
                    Expected.body(200, objects.size()));
            if (misses() == before) {
                return;
            }
        }
        throw new BenchFailure(objects + " do not all stay in the cache after " + FILL_PASSES + " reads");
    }

    /** Checks one object by its digest, and that the worker has it in its cache. */
    void check(ServerProcess server, ObjectSet objects) {
        int index = random.nextInt(objects.count());
        SingleRequest.Answer answer =
                SingleRequest.verified(server.address(), objects.path(index), objects.sha256(bed.objects(), index));
        if (server == worker.process() && !answer.header("x-cache").equals("hit")) {
            throw new BenchFailure(objects.path(index) + " is no hit: " + answer.head());
        }
    }

    /** Object reads of the worker so far that were no hits. */
    double misses() {
        return worker.meter("cacheworker_cache_reads_total", "\"miss\"")
                + worker.meter("cacheworker_cache_reads_total", "\"partial\"");
    }

    @Override
    public void close() {
        List.of(nginx, tuned, memory).forEach(ServerProcess::close);
        worker.close();
    }
}
