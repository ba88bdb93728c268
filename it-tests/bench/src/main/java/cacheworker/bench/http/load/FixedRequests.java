package cacheworker.bench.http.load;

import java.nio.ByteBuffer;
import java.util.List;

/** Requests without content that are known beforehand: one after the other, once or over and over. */
public final class FixedRequests implements Requests {
    private final List<byte[]> heads;
    private final boolean once;
    private int next;

    private FixedRequests(List<byte[]> heads, boolean once) {
        if (heads.isEmpty()) {
            throw new IllegalArgumentException("no request to send");
        }
        this.heads = List.copyOf(heads);
        this.once = once;
    }

    /**
     * Each request once.
     *
     * @param heads heads of requests, one or more
     * @return the requests in that order
     */
    public static FixedRequests once(List<byte[]> heads) {
        return new FixedRequests(heads, true);
    }

    /**
     * The requests again and again.
     *
     * @param heads heads of requests, one or more
     * @return the requests in that order, without end
     */
    public static FixedRequests cycle(List<byte[]> heads) {
        return new FixedRequests(heads, false);
    }

    @Override
    public boolean next(ByteBuffer into) {
        if (next == heads.size()) {
            if (once) {
                return false;
            }
            next = 0;
        }
        into.put(heads.get(next++));
        return true;
    }
}
