package cacheworker.bench.sim;

/** A cache of pages of one size that is replayed a trace. */
interface SimulatedCache {
    /**
     * A page is asked for, and brought in when it is not there.
     *
     * @param page its number
     * @return true when it was there
     */
    boolean read(int page);

    /** Pages written to the disk so far: those brought in, and those written again. 0 when nothing is known of it. */
    long written();
}
