package cacheworker.core.mount;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a line of a mount table into its fields: words between blanks. Double quotes, anywhere in a word, keep blanks
 * and {@code #} in it; between them {@code \"} and {@code \\} stand for a quote and a backslash. A {@code #} that
 * begins a word begins a comment.
 */
final class MountTableLine {
    private final String line;
    private final List<String> fields = new ArrayList<>();
    private int at;

    private MountTableLine(String line) {
        this.line = line;
    }

    /**
     * Cuts a line.
     *
     * @return its fields without quotes; none for a blank line or a comment
     * @throws MountException when a quote is not closed; repeats nothing of the line, which may have secrets
     */
    static List<String> fields(String line) throws MountException {
        MountTableLine scanner = new MountTableLine(line);
        while (scanner.skipBlanks()) {
            scanner.fields.add(scanner.word());
        }
        return scanner.fields;
    }

    /** Moves to the next word; false when there is none. */
    private boolean skipBlanks() {
        while (at < line.length() && isBlank(line.charAt(at))) {
            at++;
        }
        return at < line.length() && line.charAt(at) != '#';
    }

    private String word() throws MountException {
        StringBuilder word = new StringBuilder();
        while (at < line.length() && !isBlank(line.charAt(at))) {
            char unit = line.charAt(at++);
            if (unit == '"') {
                quoted(word);
            } else {
                word.append(unit);
            }
        }
        return word.toString();
    }

    private void quoted(StringBuilder word) throws MountException {
        int opened = at;
        while (at < line.length()) {
            char unit = line.charAt(at++);
            if (unit == '"') {
                return;
            }
            boolean escaped = unit == '\\' && at < line.length() && "\"\\".indexOf(line.charAt(at)) >= 0;
            word.append(escaped ? line.charAt(at++) : unit);
        }
        throw new MountException("field " + (fields.size() + 1) + ": the quote opened at column " + opened
                + " is not closed on this line");
    }

    private static boolean isBlank(char unit) {
        return unit == ' ' || unit == '\t';
    }
}
