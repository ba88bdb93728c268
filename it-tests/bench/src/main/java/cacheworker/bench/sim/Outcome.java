package cacheworker.bench.sim;

/**
 * What came of a trace.
 *
 * @param reads pages asked for
 * @param hits those that were there
 * @param written pages written to the disk, those written again included
 */
record Outcome(long reads, long hits, long written) {
    /** Hits per hundred reads. */
    double hitPercent() {
        return 100.0 * hits / reads;
    }

    /** Pages written per hundred reads. */
    double writtenPercent() {
        return 100.0 * written / reads;
    }
}
