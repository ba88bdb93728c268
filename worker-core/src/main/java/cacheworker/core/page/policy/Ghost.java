package cacheworker.core.page.policy;

import cacheworker.core.base.NonBlocking;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Remembers pages that are not in the cache: those named last. It keeps of each page 20 bits of its name and 12 bits of
 * when it was named, in one int, and no object. A name is found among the eight slots of its set; one question in some
 * hundred thousand is answered with yes for a page that was never named.
 *
 * <p>Safe for any thread, without locks for those who ask. Names that arrive together may push each other out, which
 * costs a hit at most.
 */
@NonBlocking
public final class Ghost {
    private static final int WAYS = 8;
    private static final int NAME_BITS = 20;
    private static final int TIMES = 1 << (Integer.SIZE - NAME_BITS);

    /** How finely the time of a name is kept: in 64ths of the time after which it is forgotten. */
    private static final int STEPS = 64;

    private static final int FEWEST = 1 << 10;

    /** About 43 MiB of heap; of more pages the last so many are remembered. */
    private static final int MOST = 1 << 23;

    private volatile Slots slots = new Slots(FEWEST);

    /** A table, of a size that never changes. A third of the slots is there so that few sets overflow. */
    private static final class Slots {
        private final int pages;
        private final int sets;
        private final AtomicIntegerArray entries;
        private final AtomicLong named = new AtomicLong();

        Slots(int pages) {
            this.pages = pages;
            this.sets = (int) (pages * 4L / 3 / WAYS) + 1;
            this.entries = new AtomicIntegerArray(sets * WAYS);
        }

        /** The first slot of the set of a name. */
        int first(long name) {
            return (int) (((name >>> Integer.SIZE) * sets) >>> Integer.SIZE) * WAYS;
        }

        int step() {
            return (int) (named.get() * STEPS / pages) & (TIMES - 1);
        }

        /** Steps since an entry was made; more than {@link #STEPS} when it counts no more. */
        int age(int entry) {
            return entry == 0 ? TIMES : (step() - (entry >>> NAME_BITS)) & (TIMES - 1);
        }

        /** Where a name is, or the slot of its set that can best be spared. */
        int slot(long name) {
            int first = first(name);
            int spared = first;
            for (int slot = first; slot < first + WAYS; slot++) {
                int entry = entries.get(slot);
                if (entry != 0 && bits(entry) == bits((int) name)) {
                    return slot;
                }
                if (age(entry) > age(entries.get(spared))) {
                    spared = slot;
                }
            }
            return spared;
        }

        boolean knows(long name) {
            int entry = entries.get(slot(name));
            return age(entry) <= STEPS && bits(entry) == bits((int) name);
        }
    }

    /** The bits of a name that an entry keeps; never zero, which an empty slot has. */
    private static int bits(int name) {
        return Math.max(1, name & ((1 << NAME_BITS) - 1));
    }

    /**
     * Makes room for as many pages as the cache has now. A ghost that has to grow forgets what it knew; that happens
     * a few times while a cache fills for the first time.
     *
     * @param pages number of pages
     */
    public void reach(long pages) {
        if (Math.min(MOST, pages) > slots.pages) {
            grow((int) Math.min(MOST, pages));
        }
    }

    private synchronized void grow(int pages) {
        if (pages > slots.pages) {
            slots = new Slots((int) Math.min(MOST, pages + pages / 4L));
        }
    }

    /**
     * Remembers a page.
     *
     * @param page its {@link PageName}
     */
    public void add(long page) {
        Slots now = slots;
        int step = now.step();
        now.named.getAndIncrement();
        now.entries.set(now.slot(page), step << NAME_BITS | bits((int) page));
    }

    /**
     * Whether a page was named lately.
     *
     * @param page its {@link PageName}
     * @return true when it was named, and not more than {@link #pages} others since
     */
    public boolean knows(long page) {
        return slots.knows(page);
    }

    /**
     * How many pages it remembers at least.
     *
     * @return a number that grows
     */
    public int pages() {
        return slots.pages;
    }

    /**
     * What it takes of the heap.
     *
     * @return bytes, 5⅓ for each page that it remembers
     */
    public long bytes() {
        return (long) slots.entries.length() * Integer.BYTES;
    }
}
