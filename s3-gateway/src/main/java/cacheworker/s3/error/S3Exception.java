package cacheworker.s3.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request answered with an error. Immutable; {@link #with} and {@link #withHeader} make copies. */
@SuppressWarnings("serial") // both maps are unmodifiable LinkedHashMaps
public final class S3Exception extends Exception {
    private static final long serialVersionUID = 1L;

    private final S3ErrorCode code;
    private final Map<String, String> details;
    private final Map<String, String> headers;

    /**
     * An error without a cause that the log should show.
     *
     * @param code which one
     * @param message names the offending value and what was expected
     */
    public S3Exception(S3ErrorCode code, String message) {
        this(code, message, null);
    }

    /**
     * An error.
     *
     * @param code which one
     * @param message names the offending value and what was expected; clients read it
     * @param cause what happened underneath, for the log alone, or null
     */
    public S3Exception(S3ErrorCode code, String message, @Nullable Throwable cause) {
        this(code, message, cause, Map.of(), Map.of());
    }

    private S3Exception(
            S3ErrorCode code,
            String message,
            @Nullable Throwable cause,
            Map<String, String> details,
            Map<String, String> headers) {
        // Most errors are answers and not faults: a 404 must not cost a walk over the stack.
        super(message, cause, false, false);
        this.code = code;
        this.details = details;
        this.headers = headers;
    }

    /**
     * A copy with one more element in its document.
     *
     * @param element the element's name
     * @param value its text
     * @return the copy
     */
    public S3Exception with(String element, String value) {
        return new S3Exception(code, text(), getCause(), added(details, element, value), headers);
    }

    /**
     * A copy with one more header in its answer.
     *
     * @param name the header's name
     * @param value its value
     * @return the copy
     */
    public S3Exception withHeader(String name, String value) {
        return new S3Exception(code, text(), getCause(), details, added(headers, name, value));
    }

    /**
     * Which error.
     *
     * @return the row of the table
     */
    public S3ErrorCode code() {
        return code;
    }

    /**
     * What the document says.
     *
     * @return the message
     */
    public String text() {
        String message = getMessage();
        return message == null ? code.meaning() : message;
    }

    /**
     * Further elements of the document.
     *
     * @return values by name, in the order to be written
     */
    public Map<String, String> details() {
        return details;
    }

    /**
     * Headers of the answer, such as {@code Allow}.
     *
     * @return values by name, in the order to be written
     */
    public Map<String, String> headers() {
        return headers;
    }

    private static Map<String, String> added(Map<String, String> map, String name, String value) {
        Map<String, String> copy = new LinkedHashMap<>(map);
        copy.put(name, value);
        return Collections.unmodifiableMap(copy);
    }
}
