package cacheworker.bench.http;

import cacheworker.bench.http.load.BenchFailure;
import cacheworker.bench.http.load.Expected;
import cacheworker.bench.http.load.FixedRequests;
import cacheworker.bench.http.load.LoadGenerator;
import cacheworker.bench.http.load.LoadResult;
import cacheworker.bench.http.load.RequestText;
import cacheworker.bench.http.load.SingleRequest;
import cacheworker.bench.http.report.Sample;
import cacheworker.bench.http.report.Target;
import cacheworker.bench.http.server.ServerProcess;
import cacheworker.bench.http.server.WorkerUnderTest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reading what the worker has not: the same objects from an S3 server directly and through a worker in front of it. The
 * S3 server shares a core with the generator either way.
 */
final class MissCases {
    private static final Duration NO_LIMIT = Duration.ofMinutes(10);
    /** What a miss runs through is much code, and one connection has few misses in a second. */
    private static final Duration WARM_UP = Duration.ofSeconds(25);

    private static final int WARM_UP_CONNECTIONS = 16;

    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    private static final int CLIENTS = 100;

    private final Bed bed;
    private final Contest contest;

    MissCases(Bed bed, Contest contest) {
        this.bed = bed;
        this.contest = contest;
    }

    void run() {
        try (ColdStorage storage = new ColdStorage(bed);
                WorkerUnderTest worker = WorkerUnderTest.start(
                        bed.root(), bed.emptyFolder("miss-worker"), storage.asUfs(), bed.cores())) {
            compare(storage, worker, new ObjectSet("kib64", 64 * KIB, 200), 1);
            compare(storage, worker, new ObjectSet("mib1", MIB, 256), 16);
            compare(storage, worker, new ObjectSet("mib16", 16 * MIB, 32), 4);
            singleFlight(storage, worker);
        }
    }

    private void compare(ColdStorage storage, WorkerUnderTest worker, ObjectSet objects, int connections) {
        String size = objects.size() < MIB ? objects.size() / KIB + " KiB" : objects.size() / MIB + " MiB";
        storage.upload(objects);
        for (Contender contender : contenders(storage, worker, objects, WARM_UP_CONNECTIONS)) {
            long warm = System.nanoTime() + WARM_UP.toNanos();
            while (System.nanoTime() < warm) {
                contender.measure(NO_LIMIT);
            }
        }
        List<Contender> contenders = contenders(storage, worker, objects, connections);
        contest.runWarm("miss " + size, connections, contenders);
    }

    private static List<Contender> contenders(
            ColdStorage storage, WorkerUnderTest worker, ObjectSet objects, int connections) {
        return List.of(
                new ColdReads("worker", worker.process(), "", storage, objects, connections),
                new ColdReads("UFS", storage.server(), storage.prefix(), storage, objects, connections));
    }

    /** All objects once, under names that nobody used before. */
    private record ColdReads(
            String name, ServerProcess server, String prefix, ColdStorage storage, ObjectSet objects, int connections)
            implements Contender {
        @Override
        public Sample measure(Duration window) {
            ObjectSet cold = storage.renamed(objects);
            List<byte[]> heads = IntStream.range(0, cold.count())
                    .mapToObj(i -> RequestText.head("GET", prefix + cold.path(i)))
                    .toList();
            double before = server.cpuSeconds();
            LoadResult result = LoadGenerator.run(
                    server.address(),
                    connections,
                    NO_LIMIT,
                    FixedRequests.once(heads),
                    Expected.body(200, cold.size()));
            double cpu = server.cpuSeconds() - before;
            storage.forget(cold);
            return Sample.of(result, (double) result.requests() * cold.size(), cpu);
        }

        @Override
        public void check() {
            ObjectSet cold = storage.renamed(objects);
            SingleRequest.verified(server.address(), prefix + cold.path(0), storage.sha256(cold));
            storage.forget(cold);
        }
    }

    /** Many clients of one object that nobody has read yet. */
    private void singleFlight(ColdStorage storage, WorkerUnderTest worker) {
        ObjectSet object = new ObjectSet("single", bed.quick() ? 128 * MIB : 1024 * MIB, 1);
        storage.upload(object);
        ObjectSet cold = storage.renamed(object);
        byte[] head = RequestText.head("GET", cold.path(0));
        long before = storage.server().bytesRead();
        LoadResult result = LoadGenerator.run(
                worker.process().address(),
                CLIENTS,
                NO_LIMIT,
                FixedRequests.once(Collections.nCopies(CLIENTS, head)),
                Expected.body(200, object.size()));
        double objects = (storage.server().bytesRead() - before) / (double) object.size();
        if (result.answered() != CLIENTS) {
            throw new BenchFailure(result.answered() + " of " + CLIENTS + " clients were answered");
        }
        contest.results().fact(Target.SINGLE_FLIGHT, objects);
        contest.results().fact(CLIENTS + " clients of one cold object, GB/s together", result.bytesPerSecond() / 1e9);
    }
}
