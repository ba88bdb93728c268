package cacheworker.it.listing;

import java.util.List;
import java.util.SplittableRandom;

/** Keys that are likely to be prefixes of each other, to share delimiters, and to tell orders of characters apart. */
final class RandomNames {
    private static final List<String> PIECES = List.of(
            "a", "a", "b", "-", "+", "0", " ", "!", "&<", "%2F", "aa", "\u00e9", "\uFFFD", ".b", "\uD83D\uDE80");
    private static final int DIFFICULT = 2;
    private static final List<String> DELIMITERS =
            List.of("", "", "/", "/", "/", "-", "aa", "a/", "/a", "\u00e9", "\uD83D\uDE80", "\"");

    private final SplittableRandom random;
    private final List<String> pieces;

    /**
     * Begins.
     *
     * @param difficult whether names may have dots in front, and characters that are two in UTF-16
     */
    RandomNames(SplittableRandom random, boolean difficult) {
        this.random = random;
        this.pieces = difficult ? PIECES : PIECES.subList(0, PIECES.size() - DIFFICULT);
    }

    /** A key; one in six is that of a folder. */
    String key() {
        StringBuilder key = new StringBuilder();
        int depth = 1 + random.nextInt(4);
        for (int level = 0; level < depth; level++) {
            key.append(level == 0 ? "" : "/").append("a".repeat(random.nextInt(2)));
            for (int more = 1 + random.nextInt(3); more > 0; more--) {
                key.append(pick(pieces));
            }
        }
        return random.nextInt(6) == 0 ? key.append('/').toString() : key.toString();
    }

    /** A query that is likely to begin in the middle of something. */
    ListingQuery query(List<String> paths) {
        String prefix = random.nextInt(3) == 0 ? "" : cut(pick(paths));
        String start = switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> pick(paths);
            case 2 -> cut(pick(paths)) + pick(List.of("", "/", "-", "0", "a/x"));
            default -> prefix + cut(pick(paths));
        };
        return new ListingQuery(
                1 + random.nextInt(2), prefix, pick(DELIMITERS), start, 1 + random.nextInt(12), random.nextBoolean());
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** A part of a name that does not end between two surrogates. */
    private String cut(String name) {
        int end = random.nextInt(name.length() + 1);
        return end > 0 && Character.isHighSurrogate(name.charAt(end - 1))
                ? name.substring(0, end - 1)
                : name.substring(0, end);
    }
}
