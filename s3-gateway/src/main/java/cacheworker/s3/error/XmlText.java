package cacheworker.s3.error;

import cacheworker.core.base.NonBlocking;

/** Text as XML 1.0 (section 2.2) can carry it: shared by the error document and by all others. */
@NonBlocking
public final class XmlText {
    /** What every document begins with. */
    public static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private static final char REPLACEMENT = '\uFFFD';

    private XmlText() {}

    /**
     * Appends text between two tags. A carriage return is written as a reference, since parsers turn a bare one into a
     * line feed; what no document can carry, not even as a reference, becomes U+FFFD.
     *
     * @param text any text
     * @param out where to append
     */
    public static void append(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '\r' -> out.append("&#xD;");
                default -> out.appendCodePoint(isCarried(c) ? c : REPLACEMENT);
            }
        }
    }

    /**
     * Whether a document can carry the whole text.
     *
     * @param text any text
     * @return false when {@link #append} would have to replace something
     */
    public static boolean isCarried(String text) {
        return text.codePoints().allMatch(XmlText::isCarried);
    }

    private static boolean isCarried(int c) {
        return (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000
                || c == '\t'
                || c == '\n'
                || c == '\r';
    }
}
