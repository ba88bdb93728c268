package cacheworker.s3.request;

import cacheworker.core.base.NonBlocking;
import cacheworker.core.ufs.UfsCondition;
import cacheworker.s3.request.MalformedRequestException.Fault;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The condition of a request that writes an object: {@code If-None-Match: *}, or {@code If-Match} with one ETag or
 * {@code *}. Everything else that these headers may say by RFC 9110 is refused, as S3 does; only {@code If-Match: *},
 * which S3 refuses as well, has its meaning here.
 */
@NonBlocking
public final class WriteCondition {
    /** The object must not have one of these ETags. */
    public static final String IF_NONE_MATCH = "If-None-Match";

    /** The object must have this ETag. */
    public static final String IF_MATCH = "If-Match";

    private static final String ANY = "*";

    private WriteCondition() {}

    /**
     * Reads the condition.
     *
     * @param request a request that writes or deletes an object
     * @return the condition, {@link UfsCondition#NONE} when there is none
     * @throws MalformedRequestException NOT_IMPLEMENTED for both headers at once, for an {@code If-None-Match} other
     *     than {@code *}, and for an {@code If-Match} of several ETags
     */
    public static UfsCondition of(S3Request request) throws MalformedRequestException {
        List<String> match = request.headers().all(IF_MATCH);
        List<String> noneMatch = request.headers().all(IF_NONE_MATCH);
        if (match.isEmpty() && noneMatch.isEmpty()) {
            return UfsCondition.NONE;
        }
        if (match.isEmpty()) {
            return absent(String.join(",", noneMatch).strip());
        }
        if (!noneMatch.isEmpty()) {
            throw refused(IF_NONE_MATCH, "both " + IF_MATCH + " and " + IF_NONE_MATCH, "one of them");
        }
        return etag(String.join(",", match).strip());
    }

    private static UfsCondition absent(String value) throws MalformedRequestException {
        if (!value.equals(ANY)) {
            throw refused(IF_NONE_MATCH, "'" + value + "'", ANY);
        }
        return UfsCondition.ABSENT;
    }

    private static UfsCondition etag(String value) throws MalformedRequestException {
        if (value.equals(ANY)) {
            return UfsCondition.PRESENT;
        }
        String etag = EntityTags.only(value);
        if (etag == null) {
            throw refused(IF_MATCH, "'" + value + "'", "one ETag");
        }
        return UfsCondition.etag(etag);
    }

    private static MalformedRequestException refused(String header, String found, String expected) {
        return new MalformedRequestException(
                Fault.NOT_IMPLEMENTED,
                "The condition " + header + " of a write is " + found + ", expected " + expected,
                Map.of("Header", header, "additionalMessage", header));
    }

    /**
     * The header that says the condition of a write.
     *
     * @param request any request
     * @return its name, or null when it has none, or is no write
     */
    public static @Nullable String header(S3Request request) {
        if (request.method().equals("GET") || request.method().equals("HEAD")) {
            return null;
        }
        if (request.header(IF_NONE_MATCH) != null) {
            return IF_NONE_MATCH;
        }
        return request.header(IF_MATCH) == null ? null : IF_MATCH;
    }
}
