package cacheworker.s3.response;

import cacheworker.core.base.NonBlocking;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Headers as they go out, made once and sent many times. Immutable. */
@NonBlocking
public final class HeaderLines {
    private final byte[] bytes;
    private final int size;

    private HeaderLines(byte[] bytes, int size) {
        this.bytes = bytes;
        this.size = size;
    }

    /**
     * The lines of some headers.
     *
     * @param headers the headers
     * @return their lines, in the same order
     */
    public static HeaderLines of(ResponseHeaders headers) {
        StringBuilder lines = new StringBuilder(256);
        for (int i = 0; i < headers.size(); i++) {
            text(lines, headers.name(i)).append(": ");
            text(lines, headers.value(i)).append("\r\n");
        }
        return new HeaderLines(lines.toString().getBytes(StandardCharsets.ISO_8859_1), headers.size());
    }

    private static StringBuilder text(StringBuilder lines, String text) {
        for (int i = 0; i < text.length(); i++) {
            lines.append((char) (wire(text.charAt(i)) & 0xFF));
        }
        return lines;
    }

    /**
     * A character of a name or value as it goes out: in ISO-8859-1, and none that could end the line or begin another.
     *
     * @param c any character
     * @return its byte; a blank for a control character, a question mark for what ISO-8859-1 does not have
     */
    public static byte wire(char c) {
        boolean control = (c < 0x20 && c != '\t') || c == 0x7F;
        return (byte) (control ? ' ' : c > 0xFF ? '?' : c);
    }

    /**
     * The lines, each with CRLF behind it.
     *
     * @return the bytes themselves, not to be changed
     */
    public byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** The name of a header; slow. */
    String name(int index) {
        String line = line(index);
        return line.substring(0, line.indexOf(": "));
    }

    /** The value of a header; slow. */
    String value(int index) {
        String line = line(index);
        return line.substring(line.indexOf(": ") + 2);
    }

    private String line(int index) {
        return new String(bytes, StandardCharsets.ISO_8859_1).split("\r\n", -1)[index];
    }

    static int sizeOf(@Nullable HeaderLines lines) {
        return lines == null ? 0 : lines.size;
    }
}
