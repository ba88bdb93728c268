package cacheworker.core.read;

import cacheworker.core.base.ByteRange;
import cacheworker.core.base.NonBlocking;
import cacheworker.core.base.ObjectId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Tells which ranges of an object continue earlier ones, so that the pages behind them can be fetched before they are
 * asked for. A range that continues nothing, as of a reader at random, is followed by no pages. Remembers a few streams
 * of each of the objects that were read last. Safe for any thread.
 */
@NonBlocking
final class Sequences {
    private static final int OBJECTS = 10_000;
    private static final int STREAMS = 4;

    private final long pageSize;
    private final int mostPages;
    private final Cache<ObjectId, Streams> objects =
            Caffeine.newBuilder().maximumSize(OBJECTS).build();

    /**
     * Nothing has been read.
     *
     * @param pageSize bytes of a page
     * @param mostPages how many pages may be fetched behind a range
     */
    Sequences(int pageSize, int mostPages) {
        this.pageSize = pageSize;
        this.mostPages = mostPages;
    }

    /** Where each stream of an object is; the one that was not continued for longest gives way to a new one. */
    private static final class Streams {
        private final long[] ends = new long[STREAMS];
        private final int[] windows = new int[STREAMS];
        private final int[] uses = new int[STREAMS];
        private int clock;
    }

    /**
     * Takes note of a range.
     *
     * @param id the version that it is of
     * @param range bytes that are being read
     * @return how many pages behind it will most likely be wanted: 0, and 1, 2, 4 … as the stream goes on
     */
    int window(ObjectId id, ByteRange range) {
        Streams streams = objects.get(id, key -> new Streams());
        synchronized (streams) {
            int oldest = 0;
            streams.clock++;
            for (int i = 0; i < STREAMS; i++) {
                if (streams.uses[i] != 0 && streams.ends[i] == range.end()) {
                    return streams.windows[i];
                }
                if (streams.uses[i] != 0 && continues(range, streams.ends[i], streams.windows[i])) {
                    streams.windows[i] = Math.min(mostPages, Math.max(1, 2 * streams.windows[i]));
                    return use(streams, i, range);
                }
                oldest = streams.uses[i] < streams.uses[oldest] ? i : oldest;
            }
            streams.windows[oldest] = 0;
            return use(streams, oldest, range);
        }
    }

    private static int use(Streams streams, int stream, ByteRange range) {
        streams.ends[stream] = range.end();
        streams.uses[stream] = streams.clock;
        return streams.windows[stream];
    }

    /** What lies in a stream's own window may have been read without a note, and a reader may skip some of it. */
    private boolean continues(ByteRange range, long end, int window) {
        long skipped = range.offset() - end;
        return skipped >= 0 && skipped <= (window + 1L) * pageSize;
    }
}
