package cacheworker.core.base;

import java.util.Comparator;

/**
 * Compares strings as their UTF-8 bytes compare, which is the order of every listing. {@link String#compareTo} differs
 * from it where supplementary characters meet those from U+E000 on.
 */
public enum Utf8Order implements Comparator<String> {
    /** The only one. */
    INSTANCE;

    @Override
    public int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Integer.compare(rank(a), rank(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Moves the surrogates, which encode the highest code points, behind all other UTF-16 units. */
    private static int rank(char unit) {
        return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
    }
}
