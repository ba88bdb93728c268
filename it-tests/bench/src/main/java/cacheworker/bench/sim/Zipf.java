package cacheworker.bench.sim;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws pages with the popularity of Zipf's law. */
final class Zipf {
    private final SplittableRandom random;
    private final double[] upTo;
    private final int[] pages;

    /**
     * A distribution.
     *
     * @param random what is drawn from, here and later
     * @param skew the exponent, above 0
     * @param universe number of pages
     */
    Zipf(SplittableRandom random, double skew, int universe) {
        this.random = random;
        this.upTo = new double[universe];
        this.pages = new int[universe];
        double sum = 0;
        for (int i = 0; i < universe; i++) {
            sum += Math.pow(i + 1, -skew);
            upTo[i] = sum;
            int other = random.nextInt(i + 1);
            pages[i] = pages[other];
            pages[other] = i;
        }
    }

    /** The next page, 0 to the number of pages less one. */
    int next() {
        double drawn = random.nextDouble() * upTo[upTo.length - 1];
        int found = Arrays.binarySearch(upTo, drawn);
        return pages[Math.min(found < 0 ? -found - 1 : found, pages.length - 1)];
    }
}
