package cacheworker.bench.http.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Keeps a number of connections busy from one thread. Every body is copied out of the kernel through one large buffer:
 * a client that lets the kernel discard bodies makes servers that do not touch them look slow.
 */
public final class LoadGenerator {
    /** Bytes that are received at once. */
    static final int RECEIVE_BUFFER = 512 << 10;

    private static final long STALLED_MILLIS = 30_000;
    private static final long LONGEST_NANOS = Duration.ofMinutes(10).toNanos();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Requests requests;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(RECEIVE_BUFFER);
    private final Histogram latency = new Histogram(LONGEST_NANOS, 3);
    private final Histogram firstByte = new Histogram(LONGEST_NANOS, 3);
    private final List<LoadConnection> connections = new ArrayList<>();
    private long deadline;
    private long underWay;
    private long answered;
    private long inTime;
    private long bytesInTime;
    private long lastAnswer;

    private LoadGenerator(Requests requests) {
        this.requests = requests;
    }

    /**
     * Asks until the time is over or there is nothing left to ask for, and waits for the answers under way.
     *
     * @param server whom to ask
     * @param count connections, 1 or more; all are open before the time begins
     * @param limit how long to go on asking
     * @param requests what to ask for
     * @param expected what every answer must be
     * @return what was counted
     * @throws BenchFailure when an answer is not as expected, or none comes
     */
    public static LoadResult run(
            InetSocketAddress server, int count, Duration limit, Requests requests, Expected expected) {
        LoadGenerator generator = new LoadGenerator(requests);
        try (Selector selector = Selector.open()) {
            try {
                for (int i = 0; i < count; i++) {
                    generator.connections.add(new LoadConnection(server, selector, expected, requests.content()));
                }
                return generator.run(selector, limit);
            } finally {
                for (LoadConnection connection : generator.connections) {
                    connection.close();
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new BenchFailure("asking " + server + " with " + count + " connections failed", e);
        }
    }

    private LoadResult run(Selector selector, Duration limit) throws IOException {
        long cpu = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        deadline = start + limit.toNanos();
        lastAnswer = start;
        for (LoadConnection connection : connections) {
            if (connection.begin(requests, System.nanoTime())) {
                underWay++;
            }
        }
        while (underWay > 0) {
            long before = bytesInTime + answered;
            if (selector.select(this::ready, STALLED_MILLIS) == 0 && before == bytesInTime + answered) {
                throw new BenchFailure(
                        "no byte came for " + STALLED_MILLIS + " ms, " + underWay + " requests wait for answers");
            }
        }
        long end = System.nanoTime();
        double busy = (double) (THREADS.getCurrentThreadCpuTime() - cpu) / (end - start);
        double seconds = (Math.min(lastAnswer, deadline) - start) / 1e9;
        return new LoadResult(
                inTime,
                bytesInTime,
                end >= deadline ? limit.toNanos() / 1e9 : seconds,
                answered,
                new LoadResult.Latency(latency.getValueAtPercentile(50), latency.getValueAtPercentile(99)),
                firstByte.getValueAtPercentile(50),
                busy);
    }

    private void ready(SelectionKey key) {
        LoadConnection connection = (LoadConnection) key.attachment();
        try {
            if (key.isWritable()) {
                connection.send();
            }
            if (key.isReadable()) {
                receive(connection);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void receive(LoadConnection connection) throws IOException {
        long received = connection.receive(buffer);
        long now = System.nanoTime();
        boolean early = now <= deadline;
        if (early) {
            bytesInTime += received < 0 ? ~received : received;
        }
        if (received < 0) {
            answered(connection, now, early);
        }
    }

    private void answered(LoadConnection connection, long now, boolean early) throws IOException {
        answered++;
        lastAnswer = now;
        if (early) {
            inTime++;
            latency.recordValue(Math.min(now - connection.sentAt(), LONGEST_NANOS));
            firstByte.recordValue(Math.min(connection.firstByteAt() - connection.sentAt(), LONGEST_NANOS));
        }
        if (!early || !connection.begin(requests, now)) {
            connection.rest();
            underWay--;
        }
    }
}
