package cacheworker.s3.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decoded query of a request. Names and values are percent-decoded once, as UTF-8; a {@code +} is a space, other
 * than in a path. A name without {@code =} has an empty value.
 *
 * @param parameters every parameter in the order received
 */
public record Query(List<Parameter> parameters) {
    /** The query of a request that has none. */
    public static final Query EMPTY = new Query(List.of());

    /**
     * One parameter.
     *
     * @param name decoded name
     * @param value decoded value, empty when there was no {@code =}
     */
    public record Parameter(String name, String value) {}

    /** Copies the list. */
    public Query {
        parameters = List.copyOf(parameters);
    }

    /**
     * Whether a parameter is there, with or without a value.
     *
     * @param name exact name
     * @return true when it is there
     */
    public boolean has(String name) {
        return get(name) != null;
    }

    /**
     * The first value of a parameter.
     *
     * @param name exact name
     * @return its value, or null when it is not there
     */
    public @Nullable String get(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                return parameter.value();
            }
        }
        return null;
    }
}
