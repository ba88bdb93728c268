package cacheworker.s3.request;

import cacheworker.s3.request.MalformedRequestException.Fault;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a body is framed and vouched for, as {@code x-amz-content-sha256} says. {@code Content-Encoding} says nothing.
 */
enum PayloadMode {
    /** Plain bytes; no hash was sent. */
    ABSENT(false),
    /** Plain bytes, with their SHA-256. */
    HASHED(false),
    /** Plain bytes, without a hash. */
    UNSIGNED(false),
    /** aws-chunked, each chunk signed. */
    STREAMING_SIGNED(true),
    /** aws-chunked, each chunk and the trailer signed. */
    STREAMING_SIGNED_TRAILER(true),
    /** aws-chunked without signatures, with a trailer. */
    STREAMING_UNSIGNED_TRAILER(true);

    /** The header, and in lower case also the query parameter of a presigned URL. */
    static final String HEADER = "x-amz-content-sha256";

    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

    private final boolean awsChunked;

    PayloadMode(boolean awsChunked) {
        this.awsChunked = awsChunked;
    }

    boolean awsChunked() {
        return awsChunked;
    }

    static PayloadMode of(@Nullable String value) throws MalformedRequestException {
        if (value == null) {
            return ABSENT;
        }
        return switch (value) {
            case "UNSIGNED-PAYLOAD" -> UNSIGNED;
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" -> STREAMING_SIGNED;
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" -> STREAMING_SIGNED_TRAILER;
            case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> STREAMING_UNSIGNED_TRAILER;
            case "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER" ->
                throw new MalformedRequestException(
                        Fault.NOT_IMPLEMENTED,
                        "Chunks signed with SigV4a ('" + value + "') are not supported; use SigV4",
                        Map.of("Header", HEADER, "additionalMessage", value));
            default -> hashed(value);
        };
    }

    private static PayloadMode hashed(String value) throws MalformedRequestException {
        if (SHA256.matcher(value).matches()) {
            return HASHED;
        }
        throw new MalformedRequestException(
                Fault.INVALID_ARGUMENT,
                HEADER + " is '" + value + "', expected 64 hexadecimal digits, UNSIGNED-PAYLOAD,"
                        + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"
                        + " or STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                Map.of("ArgumentName", HEADER, "ArgumentValue", value));
    }
}
