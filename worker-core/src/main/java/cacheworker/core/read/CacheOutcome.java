package cacheworker.core.read;

/** Where the bytes of a response came from. */
public enum CacheOutcome {
    /** All from the page cache. */
    HIT,
    /** None from the page cache. */
    MISS,
    /** Some from the page cache. */
    PARTIAL
}
