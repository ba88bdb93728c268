package cacheworker.bench.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * A trace and the size of the cache that it is replayed against.
 *
 * @param trace what is asked for
 * @param capacity pages
 */
record Workload(Trace trace, int capacity) {
    private static final int PAGES = 100_000;
    private static final int READS = 1_000_000;
    private static final int CACHE = 8192;
    private static final int EPOCHS = 20;

    /** All that the page on eviction shows. */
    static List<Workload> all() {
        List<Workload> all = new ArrayList<>();
        for (double skew : new double[] {0.6, 0.8, 1.0, 1.2}) {
            Trace zipf = Trace.zipf(1, skew, PAGES, READS);
            for (int capacity : new int[] {1024, CACHE, 32_768}) {
                all.add(new Workload(zipf, capacity));
            }
        }
        all.add(new Workload(Trace.scans(2, 0.9, PAGES, READS, 20_000), CACHE));
        all.add(new Workload(Trace.drift(3, 0.9, PAGES, READS, 5), CACHE));
        for (double times : new double[] {1.5, 2, 4}) {
            all.add(loop(times, false));
            all.add(loop(times, true));
        }
        all.add(new Workload(mixed(), CACHE));
        all.add(new Workload(change(2), CACHE));
        all.add(new Workload(change(0.5), CACHE));
        return all;
    }

    static Workload loop(double times, boolean shuffled) {
        return new Workload(Trace.loop(4, times, (int) (times * CACHE), EPOCHS, shuffled), CACHE);
    }

    /** Half of the reads are popular pages, a quarter training, a quarter popular pages with scans. */
    static Trace mixed() {
        Trace zipf = Trace.zipf(5, 0.9, PAGES, READS / 2);
        Trace training = Trace.loop(6, 2, 2 * CACHE, READS / 4 / (2 * CACHE), true);
        Trace scans = Trace.scans(7, 0.9, PAGES / 2, READS / 4, 10_000);
        return Trace.mixed(20_000, zipf, training, scans);
    }

    /** Training on a set twice as large as the cache, then on another one. */
    static Trace change(double times) {
        return Trace.then(
                "training on 2 caches, then on %.1f others".formatted(times),
                Trace.loop(8, 2, 2 * CACHE, EPOCHS / 2, true),
                Trace.loop(9, times, (int) (times * CACHE), EPOCHS, true));
    }
}
