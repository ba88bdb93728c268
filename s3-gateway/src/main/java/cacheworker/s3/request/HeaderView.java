package cacheworker.s3.request;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a request, as received. Names compare without regard to case; values are ISO-8859-1 characters, one
 * per byte on the wire. Not changed while the request lives.
 */
public interface HeaderView {
    /**
     * The first value of a header.
     *
     * @param name the header's name
     * @return its value, or null
     */
    @Nullable
    String get(String name);

    /**
     * All values of a header, in the order received.
     *
     * @param name the header's name
     * @return the values, empty when there is none
     */
    List<String> all(String name);

    /**
     * Every header line, in the order received.
     *
     * @return name and value of each
     */
    Iterable<Map.Entry<String, String>> lines();

    /**
     * Makes these headers stay as they are for as long as somebody has them. Without it, they are only while their
     * request is at work on the event loop.
     */
    default void keep() {}
}
