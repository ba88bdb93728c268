package cacheworker.bench.sim;

import java.util.Arrays;
import java.util.Comparator;
import java.util.TreeSet;

/** The best that can be (Belady), for it knows the trace: what is needed latest goes, be it the page just read. */
final class OptimalCache implements SimulatedCache {
    private static final int NEVER = Integer.MAX_VALUE;

    private final int capacity;
    private final int[] nextUse;
    private final int[] until;
    private final TreeSet<Integer> cached;
    private int now;

    OptimalCache(Trace trace, int capacity) {
        this.capacity = capacity;
        int[] pages = trace.pages();
        this.nextUse = new int[pages.length];
        int[] seen = new int[trace.universe()];
        Arrays.fill(seen, NEVER);
        for (int i = pages.length - 1; i >= 0; i--) {
            nextUse[i] = seen[pages[i]];
            seen[pages[i]] = i;
        }
        this.until = new int[seen.length];
        this.cached = new TreeSet<>(
                Comparator.<Integer>comparingInt(page -> until[page]).thenComparingInt(page -> page));
    }

    @Override
    public boolean read(int page) {
        boolean hit = cached.remove(page);
        until[page] = nextUse[now++];
        if (until[page] != NEVER) {
            cached.add(page);
        }
        if (cached.size() > capacity) {
            cached.pollLast();
        }
        return hit;
    }

    @Override
    public long written() {
        return 0;
    }
}
