package cacheworker.s3.request;

import cacheworker.core.base.NonBlocking;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values of {@code x-amz-meta-*} headers. Inside the worker a value is Unicode; on the wire it is ASCII, and whatever
 * is not is an encoded word of RFC 2047. Clients also send raw UTF-8, which is understood.
 */
@NonBlocking
public final class UserMetadata {
    /** What the headers begin with, in lower case. */
    public static final String PREFIX = "x-amz-meta-";

    private static final Pattern ENCODED_WORD = Pattern.compile("=\\?([A-Za-z0-9_-]+)\\?([bBqQ])\\?([!->@-~]*)\\?=");

    private UserMetadata() {}

    /**
     * Reads a header's value.
     *
     * @param value ISO-8859-1 characters, one per byte on the wire
     * @return the text: encoded words decoded, UTF-8 understood, anything else taken as ISO-8859-1
     */
    public static String decode(String value) {
        if (isAscii(value)) {
            return value.contains("=?") ? decodeWords(value) : value;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return value;
        }
    }

    /**
     * Writes a header's value. What could not stand in a header, or would lose its outer blanks there, becomes one
     * encoded word, so that no text can end the header line.
     *
     * @param text any text
     * @return printable ASCII
     */
    public static String encode(String text) {
        if (isPrintable(text) && text.equals(text.strip())) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
    }

    private static String decodeWords(String value) {
        Matcher word = ENCODED_WORD.matcher(value);
        StringBuilder text = new StringBuilder(value.length());
        int done = 0;
        boolean afterWord = false;
        while (word.find()) {
            String between = value.substring(done, word.start());
            // Blanks between two encoded words are not part of the text (RFC 2047, section 6.2).
            if (!afterWord || !between.isBlank()) {
                text.append(between);
            }
            text.append(decodeWord(word));
            done = word.end();
            afterWord = true;
        }
        return text.append(value, done, value.length()).toString();
    }

    /** The text of an encoded word, or the word itself when its charset or base64 is unknown. */
    private static String decodeWord(Matcher word) {
        try {
            Charset charset = Charset.forName(word.group(1));
            boolean base64 = word.group(2).toLowerCase(Locale.ROOT).equals("b");
            byte[] bytes = base64 ? Base64.getDecoder().decode(word.group(3)) : quoted(word.group(3));
            return new String(bytes, charset);
        } catch (IllegalArgumentException e) {
            return word.group();
        }
    }

    /** The Q encoding (RFC 2047, section 4.2). */
    private static byte[] quoted(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=') {
                if (i + 2 >= text.length()) {
                    throw new IllegalArgumentException("cut escape");
                }
                bytes.put((byte) Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.put((byte) (c == '_' ? ' ' : c));
            }
        }
        byte[] result = new byte[bytes.position()];
        bytes.flip().get(result);
        return result;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
    }
}
