package cacheworker.s3.response;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Headers of an answer in the order they will be written. Built by one thread, then only read. */
public final class ResponseHeaders {
    private final List<String> namesAndValues = new ArrayList<>();

    /**
     * Adds a header.
     *
     * @param name the name in the letter case to be written
     * @param value the value, as ISO-8859-1 characters; control characters are not written
     * @return this
     */
    public ResponseHeaders add(String name, String value) {
        namesAndValues.add(name);
        namesAndValues.add(value);
        return this;
    }

    /**
     * Adds a header when there is a value for it.
     *
     * @param name the name
     * @param value the value, or null for none
     * @return this
     */
    public ResponseHeaders addIfPresent(String name, @Nullable String value) {
        return value == null ? this : add(name, value);
    }

    /**
     * How many headers there are.
     *
     * @return 0 or more
     */
    public int size() {
        return namesAndValues.size() / 2;
    }

    /**
     * The name of a header.
     *
     * @param index 0 to {@link #size} - 1
     * @return the name
     */
    public String name(int index) {
        return namesAndValues.get(2 * index);
    }

    /**
     * The value of a header.
     *
     * @param index 0 to {@link #size} - 1
     * @return the value
     */
    public String value(int index) {
        return namesAndValues.get(2 * index + 1);
    }
}
