package cacheworker.core.meta;

import cacheworker.core.base.NonBlocking;
import cacheworker.core.base.ObjectKey;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * For every key a number that grows when a write of it begins and again when it ends, and how many writes are open. A
 * record that was looked up in the UFS may be published only if neither moved meanwhile; that is what makes a worker's
 * own writes visible at once.
 *
 * <p>Keys share a fixed number of slots, so memory is bounded. Two keys in one slot can only cost a record that is not
 * kept, never a stale one.
 */
@NonBlocking
final class WriteEpochs {
    private static final int SLOTS = 1 << 16;
    private static final int OPEN_BITS = 20;
    private static final long OPEN_MASK = (1L << OPEN_BITS) - 1;
    private static final long EPOCH = 1L << OPEN_BITS;

    /** Epoch in the upper bits, number of open writes in the lower ones. */
    private final AtomicLongArray slots = new AtomicLongArray(SLOTS);

    /**
     * What a slot says now.
     *
     * @param key whose slot
     * @return a mark to compare later
     */
    long mark(ObjectKey key) {
        return slots.get(slot(key));
    }

    /**
     * Whether a record that was looked up after {@code mark} was taken may be published: no write was open then, and
     * none began since.
     *
     * @param key whose slot
     * @param mark what {@link #mark} returned
     * @return true when the record is true
     */
    boolean undisturbed(ObjectKey key, long mark) {
        return (mark & OPEN_MASK) == 0 && slots.get(slot(key)) == mark;
    }

    /**
     * Begins a write.
     *
     * @param key whose slot
     * @return the mark of this write, for {@link #alone} and {@link #end}
     */
    long begin(ObjectKey key) {
        return slots.addAndGet(slot(key), EPOCH + 1);
    }

    /**
     * Whether no other write overlapped this one so far.
     *
     * @param key whose slot
     * @param mark what {@link #begin} returned
     * @return true when the outcome of this write is what the UFS has
     */
    boolean alone(ObjectKey key, long mark) {
        return (mark & OPEN_MASK) == 1 && slots.get(slot(key)) == mark;
    }

    /**
     * Ends a write, whatever came of it.
     *
     * @param key whose slot
     */
    void end(ObjectKey key) {
        slots.addAndGet(slot(key), EPOCH - 1);
    }

    private static int slot(ObjectKey key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return hash >>> 16;
    }
}
