package cacheworker.core.page;

import cacheworker.core.base.NonBlocking;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Which slices were found in memory a moment ago. Asking the kernel costs a hit a tenth of its time, a large one more
 * than a small one, and what is read again and again is what the kernel keeps longest. Of a fixed size; what has no
 * room is asked for again. Safe for any thread: an entry that is lost or seen late costs one more question.
 */
@NonBlocking
final class Residency {
    /** How long an answer holds: shorter than the kernel needs to take away what was just used. */
    static final long HOLDS_NANOS = 500_000_000;

    private static final int SLOTS = 1 << 16;
    private static final int TICK_SHIFT = 20;
    private static final long TICK_MASK = (1L << 20) - 1;

    /** In each slot the upper bits of a slice's hash, and below them the tick of about a millisecond. */
    private final AtomicLongArray slots = new AtomicLongArray(SLOTS);

    private final LongSupplier nanos;

    /**
     * Nothing is known.
     *
     * @param nanos tells the time as {@link System#nanoTime} does
     */
    Residency(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether a slice was found in memory just now. */
    boolean isKnown(long place, int length) {
        long hash = hash(place, length);
        long found = slots.getOpaque(slot(hash));
        long age = (tick() - found) & TICK_MASK;
        return ((found ^ hash) & ~TICK_MASK) == 0 && age < HOLDS_NANOS >> TICK_SHIFT;
    }

    /** A slice was found in memory. */
    void found(long place, int length) {
        long hash = hash(place, length);
        slots.setOpaque(slot(hash), (hash & ~TICK_MASK) | (tick() & TICK_MASK));
    }

    private long tick() {
        return nanos.getAsLong() >> TICK_SHIFT;
    }

    private static int slot(long hash) {
        return (int) (hash & (SLOTS - 1));
    }

    /** The finalizer of SplitMix64: no two places of one length share a hash. */
    private static long hash(long place, int length) {
        long hash = place + length * 0x9E3779B97F4A7C15L;
        hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        return hash ^ (hash >>> 31);
    }
}
