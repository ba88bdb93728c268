package cacheworker.s3.request;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.request.MalformedRequestException.Fault;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What tags may be, and how the header {@code x-amz-tagging} says them (Amazon S3 User Guide, "Categorizing your
 * objects using tags"). Lengths are in UTF-16 code units, as S3 counts them.
 *
 * @param restricted whether the limits of S3 hold; without them, keys still have at least one character and differ
 */
@NonBlocking
public record TagRules(boolean restricted) {
    /** The header of writes. */
    public static final String HEADER = "x-amz-tagging";

    /** Tags that an object or bucket may have. */
    public static final int MOST = 10;

    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final String SYSTEM = "aws:";

    /** XML 1.0, section 2.2. */
    private static final Pattern XML_TEXT =
            Pattern.compile("[\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]*");

    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    /**
     * The tags that a write brings in its head.
     *
     * @param request the request
     * @return tags by key; empty when it brings none
     * @throws MalformedRequestException INVALID_ARGUMENT when the header is no query string; INVALID_TAG and
     *     TOO_MANY_TAGS
     */
    public Map<String, String> ofHeader(S3Request request) throws MalformedRequestException {
        String header = request.header(HEADER);
        Map<String, String> tags = new TreeMap<>();
        if (header == null) {
            return tags;
        }
        for (String pair : header.strip().split("&")) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                String key = decode(header, equals < 0 ? pair : pair.substring(0, equals));
                add(tags, key, equals < 0 ? "" : decode(header, pair.substring(equals + 1)));
            }
        }
        return tags;
    }

    private static String decode(String header, String text) throws MalformedRequestException {
        try {
            return PercentCoding.decode(text.replace('+', ' '));
        } catch (MalformedRequestException e) {
            throw new MalformedRequestException(
                    Fault.INVALID_ARGUMENT,
                    "The header " + HEADER + " is '" + header + "', expected tags encoded as a URL query:"
                            + " key=value&other=value",
                    Map.of("ArgumentName", HEADER, "ArgumentValue", header));
        }
    }

    /**
     * Takes one more tag.
     *
     * @param tags those before it; it is added
     * @param key its key
     * @param value its value
     * @throws MalformedRequestException INVALID_TAG for a tag that cannot be, TOO_MANY_TAGS for one more than there may
     *     be
     */
    public void add(Map<String, String> tags, String key, String value) throws MalformedRequestException {
        String flaw = flaw(key, value);
        if (flaw != null) {
            throw invalid(flaw, key, value);
        }
        if (tags.putIfAbsent(key, value) != null) {
            throw invalid("Cannot provide multiple Tags with the same key: '" + key + "' comes twice", key, value);
        }
        if (restricted && tags.size() > MOST) {
            throw new MalformedRequestException(
                    Fault.TOO_MANY_TAGS, "The number of tags cannot be greater than " + MOST + ": there are more");
        }
    }

    private @Nullable String flaw(String key, String value) {
        if (key.isEmpty()) {
            return "A tag has an empty key, expected 1 to " + LONGEST_KEY + " characters";
        }
        if (!XML_TEXT.matcher(key).matches() || !XML_TEXT.matcher(value).matches()) {
            return "The tag '" + key + "' has a character that no XML document can have";
        }
        if (!restricted) {
            return null;
        }
        if (key.length() > LONGEST_KEY) {
            return "A TagKey has " + key.length() + " characters, expected 1 to " + LONGEST_KEY;
        }
        if (value.length() > LONGEST_VALUE) {
            return "The TagValue of '" + key + "' has " + value.length() + " characters, expected up to "
                    + LONGEST_VALUE;
        }
        if (key.toLowerCase(Locale.ROOT).startsWith(SYSTEM)) {
            return "The TagKey '" + key + "' begins with " + SYSTEM
                    + ": system tags cannot be added or updated by requester";
        }
        boolean allowed =
                ALLOWED.matcher(key).matches() && ALLOWED.matcher(value).matches();
        return allowed
                ? null
                : "The tag '" + key + "' = '" + value + "' has a character that is none of letters, digits, spaces and"
                        + " + - = . _ : / @";
    }

    private static MalformedRequestException invalid(String message, String key, String value) {
        return new MalformedRequestException(Fault.INVALID_TAG, message, Map.of("TagKey", key, "TagValue", value));
    }
}
