package cacheworker.bench.http.load;

/**
 * What a run counted.
 *
 * @param requests answers that were complete within the time
 * @param bytes bytes that came within the time, heads included when the generator counts them
 * @param seconds how long it was
 * @param answered all answers, with those that were under way when the time was over
 * @param latency from a request to the last byte of its answer
 * @param firstByte median from a request to the first byte of its answer, in nanoseconds; 0 when nobody looked
 * @param busy share of the time that the generator computed: near 1 it is the limit itself
 */
public record LoadResult(
        long requests, long bytes, double seconds, long answered, Latency latency, long firstByte, double busy) {

    /**
     * How long requests took.
     *
     * @param median nanoseconds that half of them stayed below
     * @param p99 nanoseconds that 99 of 100 stayed below
     */
    public record Latency(long median, long p99) {}

    /**
     * Answers by time.
     *
     * @return per second
     */
    public double requestsPerSecond() {
        return requests / seconds;
    }

    /**
     * Bytes by time.
     *
     * @return per second
     */
    public double bytesPerSecond() {
        return bytes / seconds;
    }
}
