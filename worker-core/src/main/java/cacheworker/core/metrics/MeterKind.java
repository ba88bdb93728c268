package cacheworker.core.metrics;

/** How a meter behaves. */
public enum MeterKind {
    /** Only grows. */
    COUNTER,
    /** Is what it is now. */
    GAUGE,
    /** Number, sum and recent maximum of amounts. */
    SUMMARY,
    /** Number, sum, recent maximum and histogram of durations. */
    TIMER
}
