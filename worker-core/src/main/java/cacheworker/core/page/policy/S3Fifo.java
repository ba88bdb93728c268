package cacheworker.core.page.policy;

import cacheworker.core.base.NonBlocking;

/**
 * S3-FIFO, as a log of regions can have it (Yang et al., "FIFO queues are all you need for cache eviction", SOSP 2023).
 * New pages go through a short queue, a tenth of the cache; only those that are used there get into the main queue,
 * where pages go round as long as they are used. What leaves the short queue unused is remembered for a while by the
 * {@link Ghost}; who comes back in that time goes to the main queue at once, if a region of it is open.
 *
 * <p>Two rules are not in the paper. As long as the main queue lacks its share, one in eight of the unused pages gets
 * into it all the same: a set larger than the cache that is read over and over then keeps a part of itself, where else
 * every page would go before it is needed again. And one region in eight is taken from the main queue whatever happens
 * in the short one: a working set that is over cannot hold its room for ever.
 */
@NonBlocking
final class S3Fifo implements Survival {
    private static final int MOST_USES = 3;

    /** The short queue is one of so many parts of the cache. */
    private static final int PARTS = 10;

    /** Regions that the short queue may be longer than its share while reclaim is catching up. */
    private static final int BEHIND = 1;

    private static final int SAMPLE = 8;
    private static final int TURN = 8;

    private final Ghost ghost;
    private boolean mainIsShort;
    private int unused;
    private int turns;

    S3Fifo(Ghost ghost) {
        this.ghost = ghost;
    }

    @Override
    public int used(int marks) {
        return Math.min(marks + 1, MOST_USES);
    }

    @Override
    public LogQueue queueFor(long page) {
        return ghost.knows(page) ? LogQueue.MAIN : LogQueue.PROBATION;
    }

    @Override
    public LogQueue next(int probation, int regions) {
        int share = (regions + PARTS - 1) / PARTS;
        mainIsShort = probation > share + BEHIND;
        turns++;
        boolean mainsTurn = !mainIsShort && turns % TURN == 0;
        return probation < share || mainsTurn ? LogQueue.MAIN : LogQueue.PROBATION;
    }

    @Override
    public int survive(LogQueue queue, int marks) {
        if (queue == LogQueue.MAIN) {
            return marks - 1;
        }
        boolean sampled = marks == 0 && mainIsShort && ++unused % SAMPLE == 0;
        return marks > 0 || sampled ? 0 : DROPPED;
    }

    @Override
    public void dropped(long page, LogQueue queue) {
        if (queue == LogQueue.PROBATION) {
            ghost.add(page);
        }
    }
}
