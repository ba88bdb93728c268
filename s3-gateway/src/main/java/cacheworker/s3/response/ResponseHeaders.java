package cacheworker.s3.response;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Headers of an answer in the order they will be written. Built by one thread, then only read. */
public final class ResponseHeaders {
    private static final int USUAL = 4;

    private final @Nullable HeaderLines lines;
    private final List<String> namesAndValues = new ArrayList<>(USUAL);

    /** No headers yet. */
    public ResponseHeaders() {
        this.lines = null;
    }

    /**
     * Headers that begin with some that are made already.
     *
     * @param lines the first ones
     */
    public ResponseHeaders(HeaderLines lines) {
        this.lines = lines;
    }

    /**
     * The headers that were made already.
     *
     * @return the first ones, or null when there are none
     */
    public @Nullable HeaderLines lines() {
        return lines;
    }

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
     * The first header that is not in {@link #lines}.
     *
     * @return its index
     */
    public int firstAdded() {
        return HeaderLines.sizeOf(lines);
    }

    /**
     * How many headers there are.
     *
     * @return 0 or more
     */
    public int size() {
        return firstAdded() + namesAndValues.size() / 2;
    }

    /**
     * The name of a header.
     *
     * @param index 0 to {@link #size} - 1
     * @return the name
     */
    public String name(int index) {
        int added = index - firstAdded();
        return lines != null && added < 0 ? lines.name(index) : namesAndValues.get(2 * added);
    }

    /**
     * The value of a header.
     *
     * @param index 0 to {@link #size} - 1
     * @return the value
     */
    public String value(int index) {
        int added = index - firstAdded();
        return lines != null && added < 0 ? lines.value(index) : namesAndValues.get(2 * added + 1);
    }
}
