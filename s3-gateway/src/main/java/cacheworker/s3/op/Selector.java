package cacheworker.s3.op;

import cacheworker.s3.request.S3Request;
import org.jspecify.annotations.Nullable;

/**
 * What sets a row of the table apart from others with its method and scope.
 *
 * @param kind where to look
 * @param name the parameter's or header's name
 * @param value the value it must have, or null for any
 */
record Selector(Kind kind, String name, @Nullable String value) {
    /** Fits every request. */
    static final Selector NONE = new Selector(Kind.ANY, "", null);

    /** Where a selector looks. */
    enum Kind {
        /** Nowhere: every request fits. */
        ANY,
        /** A parameter of the query. */
        QUERY,
        /** A header. */
        HEADER
    }

    /** A parameter that must be there. */
    static Selector query(String name) {
        return new Selector(Kind.QUERY, name, null);
    }

    /** A parameter that must have a value. */
    static Selector query(String name, String value) {
        return new Selector(Kind.QUERY, name, value);
    }

    /** A header that must be there. */
    static Selector header(String name) {
        return new Selector(Kind.HEADER, name, null);
    }

    /** Fits every request, and knows what to do with one sub-resource that others refuse. */
    static Selector accepting(String name) {
        return new Selector(Kind.ANY, name, null);
    }

    boolean fits(S3Request request) {
        return switch (kind) {
            case ANY -> true;
            case QUERY ->
                value == null
                        ? request.query().has(name)
                        : value.equals(request.query().get(name));
            case HEADER -> request.header(name) != null;
        };
    }

    /** Whether a sub-resource belongs to the row. */
    boolean owns(String subResource) {
        return kind != Kind.HEADER && name.equals(subResource);
    }

    String text() {
        return switch (kind) {
            case ANY -> "";
            case QUERY -> value == null ? "?" + name : "?" + name + "=" + value;
            case HEADER -> "header " + name;
        };
    }
}
