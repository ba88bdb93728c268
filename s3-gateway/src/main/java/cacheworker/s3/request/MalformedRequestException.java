package cacheworker.s3.request;

import java.util.Map;

/**
 * A request, or its body, that is not what S3 or HTTP allows. {@code cacheworker.s3.error} gives each fault its S3
 * code.
 */
@SuppressWarnings("serial") // the map is one of the serializable immutable ones
public final class MalformedRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Fault {
        /** The target cannot be decoded: bad percent encoding, not UTF-8, NUL. */
        INVALID_URI,
        /** The key has more than 1,024 bytes. */
        KEY_TOO_LONG,
        /** A header or parameter has a value that it cannot have. */
        INVALID_ARGUMENT,
        /** The request as a whole makes no sense. */
        INVALID_REQUEST,
        /** {@code Content-MD5} is not the base64 of 16 bytes. */
        INVALID_DIGEST,
        /** No length where one is needed. */
        MISSING_LENGTH,
        /** The body ended before its announced length. */
        INCOMPLETE_BODY,
        /** The bytes do not match the digest or checksum sent with them. */
        BAD_DIGEST,
        /** The bytes do not match {@code x-amz-content-sha256}. */
        SHA256_MISMATCH,
        /** The trailer of an aws-chunked body is missing, malformed, or not the one announced. */
        MALFORMED_TRAILER,
        /** The XML of the body cannot be read, or is not the document that belongs here. */
        MALFORMED_XML,
        /** The head of the request is larger than the server takes. */
        HEADERS_TOO_LARGE,
        /** The user metadata is larger than allowed. */
        METADATA_TOO_LARGE,
        /** A tag has a key or value that it cannot have, or its key comes twice. */
        INVALID_TAG,
        /** There are more tags than allowed. */
        TOO_MANY_TAGS,
        /** The body is larger than allowed. */
        ENTITY_TOO_LARGE,
        /** The client sent nothing for too long. */
        TIMEOUT,
        /** The feature asked for does not exist here. */
        NOT_IMPLEMENTED
    }

    private final Fault fault;
    private final Map<String, String> details;

    /**
     * A fault without further elements.
     *
     * @param fault what is wrong
     * @param message names the offending value and what was expected
     */
    public MalformedRequestException(Fault fault, String message) {
        this(fault, message, Map.of());
    }

    /**
     * A fault with further elements of the error document.
     *
     * @param fault what is wrong
     * @param message names the offending value and what was expected
     * @param details elements by name, such as {@code ArgumentName}
     */
    public MalformedRequestException(Fault fault, String message, Map<String, String> details) {
        super(message);
        this.fault = fault;
        this.details = Map.copyOf(details);
    }

    /**
     * What is wrong.
     *
     * @return the fault
     */
    public Fault fault() {
        return fault;
    }

    /**
     * Further elements of the error document.
     *
     * @return elements by name
     */
    public Map<String, String> details() {
        return details;
    }
}
