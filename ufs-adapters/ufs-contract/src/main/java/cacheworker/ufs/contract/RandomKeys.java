package cacheworker.ufs.contract;

import java.util.SplittableRandom;

/** Keys that are likely to be prefixes of each other, and to differ at a byte near that of the slash. */
final class RandomKeys {
    private static final String[] PIECES = {
        "a", "a", "b", "-", ".b", "+", "0", " ", "!", "~", "aa", "é", "\uFFFD", "\uD83D\uDE80"
    };

    private RandomKeys() {}

    static String next(SplittableRandom random) {
        StringBuilder key = new StringBuilder();
        int depth = 1 + random.nextInt(4);
        for (int level = 0; level < depth; level++) {
            key.append(level == 0 ? "" : "/").append("a".repeat(random.nextInt(2)));
            int pieces = 1 + random.nextInt(3);
            for (int i = 0; i < pieces; i++) {
                key.append(PIECES[random.nextInt(PIECES.length)]);
            }
            if (key.toString().endsWith("/.")) {
                key.append('x');
            }
        }
        return random.nextInt(6) == 0 ? key.append('/').toString() : key.toString();
    }

    /** What may follow a part of a name in a start-after. */
    static String tail(SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> "/";
            case 2 -> "-";
            case 3 -> "0";
            default -> PIECES[random.nextInt(PIECES.length)] + "/x";
        };
    }
}
