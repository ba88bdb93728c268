package cacheworker.bench.http;

import cacheworker.bench.http.load.LoadResult;
import cacheworker.bench.http.report.Sample;
import cacheworker.bench.http.server.ServerProcess;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * A server that is asked over HTTP.
 *
 * @param server its process
 * @param load asks it
 * @param length bytes of each body
 * @param checker fails unless it gives the right bytes
 */
record HttpContender(ServerProcess server, Load load, long length, Runnable checker) implements Contender {
    /** From here on bytes are counted as they come: few bodies end within a round. */
    private static final long LARGE = 1 << 20;

    /** Asks a server for a while. */
    interface Load {
        /** Asks whoever listens at an address. */
        LoadResult run(InetSocketAddress server, Duration window);
    }

    @Override
    public String name() {
        return server.name();
    }

    @Override
    public Sample measure(Duration window) {
        double before = server.cpuSeconds();
        LoadResult result = load.run(server.address(), window);
        double cpu = server.cpuSeconds() - before;
        server.requireAlive();
        double bytes = length >= LARGE ? result.bytes() : (double) result.requests() * length;
        return Sample.of(result, bytes, cpu);
    }

    @Override
    public void check() {
        checker.run();
    }
}
