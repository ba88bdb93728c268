package cacheworker.ufs.s3;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Any text as the value of a header, and back. What is not plain printable ASCII becomes an encoded word of RFC 2047,
 * which is also how S3 gives out metadata that was sent to it as UTF-8.
 */
final class HeaderText {
    private static final Pattern WORD = Pattern.compile("=\\?([A-Za-z0-9_-]+)\\?([bBqQ])\\?([!->@-~]*)\\?=");

    private HeaderText() {}

    static String encode(String text) {
        if (isPlain(text)) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
    }

    /** Signing folds runs of blanks and drops outer ones, so they are not plain either. */
    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= 0x20 && c < 0x7F)
                && text.equals(text.strip())
                && !text.contains("  ")
                && !text.contains("=?");
    }

    static String decode(String value) {
        if (!value.contains("=?")) {
            return value;
        }
        Matcher word = WORD.matcher(value);
        StringBuilder text = new StringBuilder(value.length());
        int done = 0;
        while (word.find()) {
            String between = value.substring(done, word.start());
            // Blanks between two words are not part of the text (RFC 2047, section 6.2).
            if (done == 0 || !between.isBlank()) {
                text.append(between);
            }
            text.append(decodeWord(word));
            done = word.end();
        }
        return text.append(value, done, value.length()).toString();
    }

    /** The text of a word, or the word itself when its charset or encoding is unknown. */
    private static String decodeWord(Matcher word) {
        try {
            boolean base64 = word.group(2).toLowerCase(Locale.ROOT).equals("b");
            byte[] bytes = base64 ? Base64.getDecoder().decode(word.group(3)) : unquote(word.group(3));
            return new String(bytes, Charset.forName(word.group(1)));
        } catch (IllegalArgumentException e) {
            return word.group();
        }
    }

    /** The Q encoding (RFC 2047, section 4.2). */
    private static byte[] unquote(String text) {
        byte[] bytes = new byte[text.length()];
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=') {
                if (i + 2 >= text.length()) {
                    throw new IllegalArgumentException("an escape is cut: " + text);
                }
                bytes[count++] = (byte) Integer.parseInt(text, i + 1, i + 3, 16);
                i += 2;
            } else {
                bytes[count++] = (byte) (c == '_' ? ' ' : c);
            }
        }
        return Arrays.copyOf(bytes, count);
    }
}
