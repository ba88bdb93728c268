package cacheworker.core.read;

import java.time.Duration;

/**
 * Bounds of reading.
 *
 * @param fetchBytes bytes that may be on their way from the UFS to the page store at once; at least one page
 * @param chunkBytes bytes that may be on their way to clients without lying in the page store
 * @param windowBytes read-ahead of a sequential read at most
 * @param hedgeDelay how long a read of the UFS may take to begin before it is asked for again; zero for ever
 * @param fillThreads threads per mount that read the UFS
 * @param fillQueue reads per mount that may wait for a thread; beyond it readers get THROTTLED
 */
public record ReadOptions(
        long fetchBytes, long chunkBytes, long windowBytes, Duration hedgeDelay, int fillThreads, int fillQueue) {
    /** Bytes of one piece that goes from the UFS to a client. */
    static final int CHUNK_SIZE = 128 << 10;

    /** How long a fetch may bring nothing before its readers give up. */
    static final Duration PATIENCE = Duration.ofSeconds(30);
}
