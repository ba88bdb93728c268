package cacheworker.bench.http.report;

import cacheworker.bench.http.load.LoadResult;

/**
 * What one server did in one round.
 *
 * @param requestsPerSecond answers, or files, by time
 * @param bytesPerSecond bytes of bodies by time
 * @param medianMicros half of the requests took less
 * @param p99Micros 99 of 100 requests took less
 * @param firstByteMicros half of the first bytes came sooner; 0 when nobody looked
 * @param cpuSecondsPerGb processor time of the server for 10^9 bytes
 * @param cpuMicrosPerRequest processor time of the server for a request
 * @param loadBusy share of the time that the generator computed
 */
public record Sample(
        double requestsPerSecond,
        double bytesPerSecond,
        double medianMicros,
        double p99Micros,
        double firstByteMicros,
        double cpuSecondsPerGb,
        double cpuMicrosPerRequest,
        double loadBusy) {

    /**
     * What is compared: bytes by time, which large bodies give more steadily than requests; requests where there are no
     * bytes.
     *
     * @return per second
     */
    public double throughput() {
        return bytesPerSecond > 0 ? bytesPerSecond : requestsPerSecond;
    }

    /**
     * A sample of what a generator counted.
     *
     * @param load what it counted
     * @param bytes bytes of bodies
     * @param cpuSeconds processor time that the server took meanwhile
     * @return the sample
     */
    public static Sample of(LoadResult load, double bytes, double cpuSeconds) {
        return new Sample(
                load.requestsPerSecond(),
                bytes / load.seconds(),
                load.latency().median() / 1e3,
                load.latency().p99() / 1e3,
                load.firstByte() / 1e3,
                bytes > 0 ? cpuSeconds / (bytes / 1e9) : 0,
                load.answered() > 0 ? cpuSeconds * 1e6 / load.answered() : 0,
                load.busy());
    }
}
