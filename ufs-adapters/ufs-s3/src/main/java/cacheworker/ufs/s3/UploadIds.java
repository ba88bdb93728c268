package cacheworker.ufs.s3;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Ids of uploads as the service gives them, which may have any characters, and as the SPI allows them. An id that the
 * SPI allows stays as it is; any other, and one that begins with the mark, becomes the mark and its base64url.
 */
final class UploadIds {
    private static final char MARK = '~';
    private static final Pattern ALLOWED = Pattern.compile("[-A-Za-z0-9_.~]+");

    private UploadIds() {}

    static String encode(String id) {
        if (isPlain(id)) {
            return id;
        }
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The service's own id, or nothing for a text that {@link #encode} never gives. */
    static Optional<String> decode(String encoded) {
        if (isPlain(encoded)) {
            return Optional.of(encoded);
        }
        if (!ALLOWED.matcher(encoded).matches()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(encoded.substring(1));
            String id = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(id)
                    .filter(decoded -> !decoded.isEmpty() && encode(decoded).equals(encoded));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isPlain(String id) {
        return ALLOWED.matcher(id).matches() && id.charAt(0) != MARK;
    }
}
