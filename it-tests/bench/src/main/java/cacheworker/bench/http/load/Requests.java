package cacheworker.bench.http.load;

import java.nio.ByteBuffer;

/** What to ask for next. Asked by one thread, for all connections in turn. */
public interface Requests {
    /** Bytes that the head of a request may have. */
    int MAX_HEAD = 2048;

    /**
     * Writes the head of the next request.
     *
     * @param into has room for {@link #MAX_HEAD} bytes
     * @return false when there are no more, and nothing was written
     */
    boolean next(ByteBuffer into);

    /**
     * What goes out behind every head.
     *
     * @return the content from position to limit, empty for requests without; callers duplicate it
     */
    default ByteBuffer content() {
        return ByteBuffer.allocate(0);
    }
}
