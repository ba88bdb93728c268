package cacheworker.s3.op;

import cacheworker.s3.request.S3Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * What sets a row of the table apart from others with its method and scope.
 *
 * @param parameters parameters of the query that must be there, each with its value, or {@code ""} for any
 * @param header a header that must be there, or {@code ""} for none
 * @param accepted parameters that the row knows what to do with, though it does not need them
 */
record Selector(Map<String, String> parameters, String header, Set<String> accepted) {
    /** Fits every request. */
    static final Selector NONE = new Selector(Map.of(), "", Set.of());

    /** A parameter that must be there. */
    static Selector query(String name) {
        return query(name, "");
    }

    /** A parameter that must have a value. */
    static Selector query(String name, String value) {
        return new Selector(Map.of(name, value), "", Set.of());
    }

    /** A header that must be there. */
    static Selector header(String name) {
        return new Selector(Map.of(), name, Set.of());
    }

    /** Fits every request, and knows what to do with one sub-resource that others refuse. */
    static Selector accepting(String name) {
        return new Selector(Map.of(), "", Set.of(name));
    }

    /** What this asks for and what another one does. */
    Selector and(Selector other) {
        Map<String, String> bothParameters = new LinkedHashMap<>(parameters);
        bothParameters.putAll(other.parameters);
        Set<String> bothAccepted = new TreeSet<>(accepted);
        bothAccepted.addAll(other.accepted);
        return new Selector(bothParameters, header.isEmpty() ? other.header : header, bothAccepted);
    }

    boolean fits(S3Request request) {
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            String value = request.query().get(parameter.getKey());
            boolean wanted = parameter.getValue().isEmpty()
                    ? request.query().has(parameter.getKey())
                    : parameter.getValue().equals(value);
            if (!wanted) {
                return false;
            }
        }
        return header.isEmpty() || request.header(header) != null;
    }

    /** Whether a sub-resource belongs to the row. */
    boolean owns(String subResource) {
        return parameters.containsKey(subResource) || accepted.contains(subResource);
    }

    String text() {
        StringJoiner text = new StringJoiner(", ");
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        parameters.forEach((name, value) -> query.add(value.isEmpty() ? name : name + "=" + value));
        if (query.length() > 0) {
            text.add(query.toString());
        }
        if (!header.isEmpty()) {
            text.add("header " + header);
        }
        return text.toString();
    }
}
