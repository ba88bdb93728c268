package cacheworker.core.config;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds the name that somebody may have meant. */
final class NearestName {
    private static final int LETTERS_PER_SLIP = 8;

    private NearestName() {}

    /**
     * The candidate with the fewest insertions, deletions and replacements between it and a name.
     *
     * @param name what was written
     * @param candidates what could have been meant
     * @return the nearest, the first by alphabet of equally near ones; null when none is near
     */
    static @Nullable String of(String name, Collection<String> candidates) {
        int limit = name.length() / LETTERS_PER_SLIP + 1;
        String nearest = null;
        int least = limit + 1;
        for (String candidate : candidates) {
            int distance = distance(name, candidate);
            if (distance < least || (distance == least && nearest != null && candidate.compareTo(nearest) < 0)) {
                nearest = candidate;
                least = distance;
            }
        }
        return nearest;
    }

    /** Levenshtein's distance. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
