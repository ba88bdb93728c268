package cacheworker.bench.sim;

import cacheworker.core.config.PageStoreKeys.Admission;
import cacheworker.core.config.PageStoreKeys.Evictor;
import cacheworker.core.page.policy.PagePolicy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A cache that takes part in the comparison. */
enum Contender {
    OPTIMUM("optimum") {
        @Override
        SimulatedCache cache(Trace trace, int capacity) {
            return new OptimalCache(trace, capacity);
        }
    },
    W_TINYLFU("W-TinyLFU") {
        @Override
        SimulatedCache cache(Trace trace, int capacity) {
            return new CaffeineCache(capacity);
        }
    },
    TRUE_LRU("LRU by the book") {
        @Override
        SimulatedCache cache(Trace trace, int capacity) {
            return new LruCache(capacity);
        }
    },
    S3_FIFO("S3_FIFO", Evictor.S3_FIFO, Admission.ALWAYS),
    LRU("LRU", Evictor.LRU, Admission.ALWAYS),
    LFU("LFU", Evictor.LFU, Admission.ALWAYS),
    FIFO("FIFO", Evictor.FIFO, Admission.ALWAYS),
    S3_FIFO_SECOND("S3_FIFO, 2nd access", Evictor.S3_FIFO, Admission.SECOND_ACCESS),
    LRU_SECOND("LRU, 2nd access", Evictor.LRU, Admission.SECOND_ACCESS);

    /** With pages of 1 MiB the store remembers of the pages that it did not admit as many times what it holds. */
    private static final int REMEMBERED = 16;

    private final String title;
    private final @Nullable Evictor evictor;
    private final Admission admission;

    Contender(String title) {
        this(title, null, Admission.ALWAYS);
    }

    Contender(String title, @Nullable Evictor evictor, Admission admission) {
        this.title = title;
        this.evictor = evictor;
        this.admission = admission;
    }

    String title() {
        return title;
    }

    /** Whether it is one that a worker can be configured to be. */
    boolean isOurs() {
        return evictor != null;
    }

    /**
     * The cache, empty.
     *
     * @param trace what it is going to be asked for
     * @param capacity pages that it may have room for
     */
    SimulatedCache cache(Trace trace, int capacity) {
        Evictor ours = Objects.requireNonNull(evictor, name());
        return new LogCache(new PagePolicy(ours, admission, (long) REMEMBERED * capacity), trace.universe(), capacity);
    }

    /** Replays a trace. */
    Outcome replay(Trace trace, int capacity) {
        SimulatedCache cache = cache(trace, capacity);
        long hits = 0;
        for (int page : trace.pages()) {
            hits += cache.read(page) ? 1 : 0;
        }
        return new Outcome(trace.pages().length, hits, cache.written());
    }
}
