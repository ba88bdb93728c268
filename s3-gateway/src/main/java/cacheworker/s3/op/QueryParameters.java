package cacheworker.s3.op;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.S3Request;

/** Reads parameters of a query as the operations need them; a bad value is INVALID_ARGUMENT and named. */
@NonBlocking
public final class QueryParameters {
    private QueryParameters() {}

    /**
     * A text.
     *
     * @param request the request
     * @param name the parameter
     * @return its value, empty when it is not there
     */
    public static String text(S3Request request, String name) {
        String value = request.query().get(name);
        return value == null ? "" : value;
    }

    /**
     * How many entries a page may have.
     *
     * @param request the request
     * @param name the parameter
     * @param cap the most that a page can have, and what it has when the client does not say
     * @return 0 to {@code cap}
     * @throws S3Exception INVALID_ARGUMENT when it is no number, or a negative one
     */
    public static int pageSize(S3Request request, String name, int cap) throws S3Exception {
        String value = text(request, name);
        return value.isEmpty() ? cap : Math.min(cap, number(name, value));
    }

    /**
     * A number that may be missing.
     *
     * @param request the request
     * @param name the parameter
     * @return its value; 0 when it is not there
     * @throws S3Exception INVALID_ARGUMENT when it is no number, or a negative one
     */
    public static int number(S3Request request, String name) throws S3Exception {
        String value = text(request, name);
        return value.isEmpty() ? 0 : number(name, value);
    }

    private static int number(String name, String value) throws S3Exception {
        if (!value.matches("[0-9]{1,10}") || Long.parseLong(value) > Integer.MAX_VALUE) {
            throw invalid(name, value, "a number from 0 to " + Integer.MAX_VALUE);
        }
        return Integer.parseInt(value);
    }

    /**
     * Whether names are to be percent-encoded in the answer.
     *
     * @param request the request
     * @return whether {@code encoding-type} is {@code url}
     * @throws S3Exception INVALID_ARGUMENT when it is anything else
     */
    public static boolean urlEncoding(S3Request request) throws S3Exception {
        String value = request.query().get("encoding-type");
        if (value != null && !value.equals("url")) {
            throw invalid("encoding-type", value, "url");
        }
        return value != null;
    }

    /**
     * A refused value.
     *
     * @param name the parameter or header
     * @param value what was sent
     * @param expected what was expected
     * @return INVALID_ARGUMENT, to be thrown
     */
    public static S3Exception invalid(String name, String value, String expected) {
        return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, name + " is '" + value + "', expected " + expected)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }
}
