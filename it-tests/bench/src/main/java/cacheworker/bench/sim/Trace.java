package cacheworker.bench.sim;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Pages in the order in which they are asked for. */
final class Trace {
    private final String name;
    private final int[] pages;

    Trace(String name, int[] pages) {
        this.name = name;
        this.pages = pages;
    }

    /** What it is like. */
    String name() {
        return name;
    }

    /** Numbers of pages; not to be changed. */
    int[] pages() {
        return pages;
    }

    /** How many different pages there may be: one more than the largest number. */
    int universe() {
        int most = 0;
        for (int page : pages) {
            most = Math.max(most, page);
        }
        return most + 1;
    }

    /** Page k of so many is asked for in proportion to 1/k^skew; popular pages lie anywhere. */
    static Trace zipf(long seed, double skew, int universe, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        Zipf zipf = new Zipf(random, skew, universe);
        int[] pages = new int[length];
        for (int i = 0; i < length; i++) {
            pages[i] = zipf.next();
        }
        return new Trace("Zipf " + skew, pages);
    }

    /** Zipf, and every so often a run through pages that are never asked for again. */
    static Trace scans(long seed, double skew, int universe, int length, int scan) {
        SplittableRandom random = new SplittableRandom(seed);
        Zipf zipf = new Zipf(random, skew, universe);
        int[] pages = new int[length];
        int next = universe;
        for (int i = 0; i < length; ) {
            for (int n = 0; n < 2 * scan && i < length; n++) {
                pages[i++] = zipf.next();
            }
            for (int n = 0; n < scan && i < length; n++) {
                pages[i++] = next++;
            }
        }
        return new Trace("Zipf " + skew + ", a third scans", pages);
    }

    /** The same pages over and over, in the same order or in another one each time. */
    static Trace loop(long seed, double times, int universe, int epochs, boolean shuffled) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = new int[universe];
        for (int i = 0; i < universe; i++) {
            order[i] = i;
        }
        int[] pages = new int[universe * epochs];
        for (int epoch = 0; epoch < epochs; epoch++) {
            if (shuffled) {
                shuffle(order, random);
            }
            System.arraycopy(order, 0, pages, epoch * universe, universe);
        }
        return new Trace(
                "%d epochs over %.1f caches, %s".formatted(epochs, times, shuffled ? "shuffled" : "in order"), pages);
    }

    private static void shuffle(int[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int page = order[i];
            order[i] = order[other];
            order[other] = page;
        }
    }

    /** Popular pages change: each phase has its own. */
    static Trace drift(long seed, double skew, int universe, int length, int phases) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] pages = new int[length];
        int phase = length / phases;
        for (int begin = 0; begin < length; begin += phase) {
            Zipf zipf = new Zipf(random, skew, universe);
            for (int i = begin; i < Math.min(length, begin + phase); i++) {
                pages[i] = zipf.next();
            }
        }
        return new Trace("Zipf " + skew + ", changing", pages);
    }

    /** One trace after another, each with pages of its own. */
    static Trace then(String name, Trace first, Trace second) {
        int[] pages = Arrays.copyOf(first.pages, first.pages.length + second.pages.length);
        int universe = first.universe();
        for (int i = 0; i < second.pages.length; i++) {
            pages[first.pages.length + i] = universe + second.pages[i];
        }
        return new Trace(name, pages);
    }

    /** Several traces side by side, a run of each in turn, as long as its share is; each has pages of its own. */
    static Trace mixed(int run, Trace... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.pages.length).sum();
        int[] pages = new int[length];
        int[] at = new int[parts.length];
        for (int i = 0; i < length; ) {
            int first = 0;
            for (int p = 0; p < parts.length; p++) {
                int[] part = parts[p].pages;
                int end = (int) Math.min(part.length, at[p] + (long) run * part.length / length + 1);
                while (at[p] < end) {
                    pages[i++] = first + part[at[p]++];
                }
                first += parts[p].universe();
            }
        }
        return new Trace("popular pages, training and scans", pages);
    }
}
