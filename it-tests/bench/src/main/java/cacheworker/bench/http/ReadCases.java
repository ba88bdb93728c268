package cacheworker.bench.http;

import cacheworker.bench.http.HttpContender.Load;
import cacheworker.bench.http.load.BenchFailure;
import cacheworker.bench.http.load.Expected;
import cacheworker.bench.http.load.FixedRequests;
import cacheworker.bench.http.load.LoadGenerator;
import cacheworker.bench.http.load.RequestText;
import cacheworker.bench.http.server.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Reading what the worker has in its cache: whole objects, ranges, heads. */
final class ReadCases {
    /** Up to here wrk is the better generator. */
    private static final int WRK_LIMIT = 4 << 10;

    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    private static final List<Integer> CONNECTIONS = List.of(1, 16, 64, 256);

    private final Bed bed;
    private final Readers readers;
    private final Contest contest;

    ReadCases(Bed bed, Readers readers, Contest contest) {
        this.bed = bed;
        this.readers = readers;
        this.contest = contest;
    }

    /** Whole objects of all sizes. */
    void hits() {
        hits("GET 1 KiB", new ObjectSet("kib1", KIB, 1000), List.of(64));
        hits("GET 4 KiB", new ObjectSet("kib4", 4 * KIB, 1000), List.of(64));
        hits("GET 64 KiB", new ObjectSet("kib64", 64 * KIB, 256), List.of(64));
        hits("GET 1 MiB", new ObjectSet("mib1", MIB, 64), List.of(16));
        hits("GET 16 MiB", new ObjectSet("mib16", 16 * MIB, 8), List.of(16));
    }

    private void hits(String scenario, ObjectSet objects, List<Integer> quickConnections) {
        readers.fill(objects);
        List<byte[]> heads = objects.heads("GET");
        for (int connections : bed.quick() ? quickConnections : CONNECTIONS) {
            Load load = objects.size() <= WRK_LIMIT
                    ? (server, window) -> bed.wrk().run(server, connections, window, heads, objects.size())
                    : own(connections, heads, Expected.body(200, objects.size()));
            measure(scenario, connections, load, objects, objects.size());
            ceiling(scenario, connections, "GET", objects.size());
        }
    }

    /** Parts of one large object, at random. */
    void ranges() {
        ObjectSet objects = new ObjectSet("mib256", 256 * MIB, 1);
        readers.fill(objects);
        int length = 64 * KIB;
        SplittableRandom random = new SplittableRandom(2);
        List<byte[]> heads = new ArrayList<>();
        for (int i = 0; i < 4096; i++) {
            long from = random.nextLong(objects.size() / length) * length;
            heads.add(RequestText.head("GET", objects.path(0), "Range: bytes=" + from + "-" + (from + length - 1)));
        }
        for (int connections : bed.quick() ? List.of(64) : CONNECTIONS) {
            Load load = own(connections, heads, Expected.body(206, length));
            measure("range 64 KiB of 256 MiB", connections, load, objects, length);
        }
    }

    /** Heads of objects. */
    void heads() {
        ObjectSet objects = new ObjectSet("kib4", 4 * KIB, 1000);
        readers.fill(objects);
        for (int connections : bed.quick() ? List.of(64) : CONNECTIONS) {
            measure("HEAD", connections, own(connections, objects.heads("HEAD"), Expected.head(4 * KIB)), objects, 0);
            ceiling("HEAD", connections, "HEAD", 4 * KIB);
        }
    }

    private static Load own(int connections, List<byte[]> heads, Expected expected) {
        return (server, window) -> LoadGenerator.run(server, connections, window, FixedRequests.cycle(heads), expected);
    }

    private void measure(String scenario, int connections, Load load, ObjectSet objects, long length) {
        double misses = readers.misses();
        List<Contender> contenders = new ArrayList<>();
        for (ServerProcess server : servers()) {
            contenders.add(new HttpContender(server, load, length, () -> readers.check(server, objects)));
        }
        contest.run(scenario, connections, contenders);
        double more = readers.misses() - misses;
        if (more > 0) {
            throw new BenchFailure(more + " reads of " + scenario + " were no hits: nothing was measured");
        }
    }

    private List<ServerProcess> servers() {
        List<ServerProcess> servers = new ArrayList<>(List.of(readers.worker().process()));
        servers.addAll(readers.references());
        return servers;
    }

    /** What the generator itself can take, from a server that does nothing else. */
    private void ceiling(String scenario, int connections, String method, int length) {
        List<byte[]> heads = List.of(RequestText.head(method, "/" + length));
        boolean isGet = method.equals("GET");
        Load load = isGet && length <= WRK_LIMIT
                ? (server, window) -> bed.wrk().run(server, connections, window, heads, length)
                : own(connections, heads, isGet ? Expected.body(200, length) : Expected.head(length));
        contest.once()
                .run(
                        scenario,
                        connections,
                        List.of(new HttpContender(readers.memory(), load, isGet ? length : 0, () -> {})));
    }
}
