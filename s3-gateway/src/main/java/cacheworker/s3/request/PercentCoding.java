package cacheworker.s3.request;

import cacheworker.s3.request.MalformedRequestException.Fault;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Percent coding of request targets and listings (RFC 3986, section 2.1), over the UTF-8 bytes of a name. A {@code +}
 * is an ordinary character in both directions.
 */
public final class PercentCoding {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private static final String UNRESERVED = "-_.~";

    private PercentCoding() {}

    /**
     * Decodes once. Characters above 0x7F stand for one raw byte each, as the HTTP decoder delivers them.
     *
     * @param text encoded text
     * @return decoded text
     * @throws MalformedRequestException INVALID_URI on a bad escape, bytes that are not UTF-8, or NUL
     */
    public static String decode(String text) throws MalformedRequestException {
        if (isPlain(text)) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.write(escaped(text, i));
                i += 2;
            } else if (c == 0 || c > 0xFF) {
                throw invalid(text, "it contains a character that no request line can carry");
            } else {
                bytes.write(c);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw invalid(text, "its bytes are not UTF-8");
        }
    }

    /**
     * Encodes every byte but letters, digits, {@code - _ . ~} and {@code /}, with upper-case hex: the form that S3 uses
     * for {@code encoding-type=url}.
     *
     * @param text any text
     * @return encoded text
     */
    public static String encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder encoded = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            char c = (char) (b & 0xFF);
            if (isUnreserved(c) || c == '/') {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX[c >> 4]).append(HEX[c & 0xF]);
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || UNRESERVED.indexOf(c) >= 0;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' || c == 0 || c > 0x7E) {
                return false;
            }
        }
        return true;
    }

    private static int escaped(String text, int at) throws MalformedRequestException {
        int high = at + 2 < text.length() ? hexDigit(text.charAt(at + 1)) : -1;
        int low = high < 0 ? -1 : hexDigit(text.charAt(at + 2));
        if (low < 0) {
            throw invalid(text, "a % must be followed by two hexadecimal digits");
        }
        int value = high * 16 + low;
        if (value == 0) {
            throw invalid(text, "it contains NUL (%00)");
        }
        return value;
    }

    private static int hexDigit(char c) {
        return c > 0x7F ? -1 : Character.digit(c, 16);
    }

    private static MalformedRequestException invalid(String text, String why) {
        return new MalformedRequestException(
                Fault.INVALID_URI, "Couldn't decode '" + text + "' of the request target: " + why, Map.of("URI", text));
    }
}
