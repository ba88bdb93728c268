package cacheworker.s3.op;

import cacheworker.s3.request.Query;
import cacheworker.s3.request.S3Request;
import java.util.StringJoiner;

/**
 * What sets a row of the table apart from others with its method and scope.
 *
 * @param parameter a parameter of the query that must be there, or {@code ""} for none
 * @param value the value that it must have, or {@code ""} for any
 * @param header a header that must be there, or {@code ""} for none
 * @param accepted a parameter that the row knows what to do with, though it does not need it, or {@code ""}
 */
record Selector(String parameter, String value, String header, String accepted) {
    /** Fits every request. */
    static final Selector NONE = new Selector("", "", "", "");

    /** A parameter that must be there. */
    static Selector query(String name) {
        return query(name, "");
    }

    /** A parameter that must have a value. */
    static Selector query(String name, String value) {
        return new Selector(name, value, "", "");
    }

    /** A header that must be there. */
    static Selector header(String name) {
        return new Selector("", "", name, "");
    }

    /** Fits every request, and knows what to do with one sub-resource that others refuse. */
    static Selector accepting(String name) {
        return new Selector("", "", "", name);
    }

    /** What this asks for, and what another one does that asks for other things. */
    Selector and(Selector other) {
        return new Selector(
                either(parameter, other.parameter),
                either(value, other.value),
                either(header, other.header),
                either(accepted, other.accepted));
    }

    private static String either(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    boolean fits(S3Request request) {
        return fits(request.query()) && (header.isEmpty() || request.header(header) != null);
    }

    private boolean fits(Query query) {
        if (parameter.isEmpty()) {
            return true;
        }
        String found = query.get(parameter);
        return found != null && (value.isEmpty() || value.equals(found));
    }

    /** Whether a sub-resource belongs to the row. */
    boolean owns(String subResource) {
        return parameter.equals(subResource) || accepted.equals(subResource);
    }

    String text() {
        StringJoiner text = new StringJoiner(", ");
        if (!parameter.isEmpty()) {
            text.add("?" + parameter + (value.isEmpty() ? "" : "=" + value));
        }
        if (!header.isEmpty()) {
            text.add("header " + header);
        }
        return text.toString();
    }
}
