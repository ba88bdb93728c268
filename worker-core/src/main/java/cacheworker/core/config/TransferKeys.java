package cacheworker.core.config;

import java.time.Duration;
import java.util.List;

/** Bytes on their way between UFS, cache and clients, and who moves them. */
public final class TransferKeys {
    private static final long MIB = 1L << 20;
    private static final int MOST_THREADS = 4096;
    private static final int LONGEST_QUEUE = 1_000_000;

    /** Fills. */
    public static final Key<Long> FILL_BUFFER = Key.of(
            "alluxio.worker.ufs.read.buffer.size",
            ValueType.size(MIB, Long.MAX_VALUE),
            "32MB",
            "Bytes that may be on their way from the UFS into the cache at once; beyond it reads pass the cache by."
                    + " At least one page.");

    /** Misses. */
    public static final Key<Long> PASS_BUFFER = Key.of(
            "alluxio.worker.s3.read.buffer.size",
            ValueType.size(MIB, Long.MAX_VALUE),
            "16MB",
            "Bytes that may be on their way from the UFS to clients without lying in the cache.");

    /** Uploads. */
    public static final Key<Long> WRITE_BUFFER = Key.of(
            "alluxio.worker.s3.write.buffer.size",
            ValueType.size(MIB, Long.MAX_VALUE),
            "16MB",
            "Bytes of uploads that may be on their way into the cache at once; beyond it a write goes to the UFS alone."
                    + " At least one page.");

    /** Read-ahead. */
    public static final Key<Long> READ_AHEAD = Key.of(
            "alluxio.worker.ufs.read.ahead.max.size",
            ValueType.size(0, Long.MAX_VALUE),
            "8MB",
            "How far a sequential read is read ahead at most.");

    /** Hedging. */
    public static final Key<Duration> HEDGE_DELAY = Key.of(
            "alluxio.worker.ufs.read.hedge.delay",
            ValueType.duration(),
            "0",
            "How long a read of a UFS into the cache may take to begin before it is asked for a second time beside the"
                    + " first; what begins first is taken. 0 for never. Some more than 99 of 100 reads take is a good"
                    + " value.");

    /** Threads. */
    public static final Key<Integer> FILL_THREADS = Key.of(
            "alluxio.worker.ufs.read.threads",
            ValueType.integer(1, MOST_THREADS),
            "16",
            "Threads that read one mount's UFS.");

    /** Queue. */
    public static final Key<Integer> FILL_QUEUE = Key.of(
            "alluxio.worker.ufs.read.queue.size",
            ValueType.integer(1, LONGEST_QUEUE),
            "1024",
            "Reads of one mount's UFS that may wait for a thread; a further one is answered 503 SlowDown.");

    /** One mount's share of the request threads. */
    public static final Key<Integer> MOST_WAITING = Key.of(
            "alluxio.worker.ufs.waiting.requests.max",
            ValueType.integer(0, MOST_THREADS),
            "0",
            "Requests that may wait for one mount's UFS at once, uploads under way among them, so that a UFS that hangs"
                    + " does not take all threads; further ones are answered 503 SlowDown, those of other mounts are"
                    + " not. 0 for a quarter of alluxio.worker.s3.request.threads.max, three quarters when there is one"
                    + " mount alone, at least 8.");

    static final KeyGroup GROUP = new KeyGroup(
            "Transfer",
            List.of(
                    FILL_BUFFER,
                    PASS_BUFFER,
                    WRITE_BUFFER,
                    READ_AHEAD,
                    HEDGE_DELAY,
                    FILL_THREADS,
                    FILL_QUEUE,
                    MOST_WAITING));

    private TransferKeys() {}
}
