package cacheworker.core.page.policy;

import cacheworker.core.base.NonBlocking;
import org.jspecify.annotations.Nullable;

/**
 * One log for all pages: the oldest region is taken, and what was used enough since it was written goes in again at the
 * young end. The policies that are told apart by that alone.
 */
@NonBlocking
enum OneQueue implements Survival {
    /** Nobody survives. */
    FIFO {
        @Override
        public int used(int marks) {
            return marks;
        }

        @Override
        public int survive(LogQueue queue, int marks) {
            return DROPPED;
        }
    },

    /** LRU as far as a log can have it: who was used since it was written is young again. Known as CLOCK. */
    LRU {
        @Override
        public int used(int marks) {
            return 1;
        }

        @Override
        public int survive(LogQueue queue, int marks) {
            return marks - 1;
        }
    },

    /** LFU with aging: uses are counted up to 15, each round halves them, and who has none left is dropped. */
    LFU {
        @Override
        public int used(int marks) {
            return Math.min(marks + 1, MOST_MARKS);
        }

        @Override
        public int survive(LogQueue queue, int marks) {
            return marks == 0 ? DROPPED : marks / 2;
        }
    };

    @Override
    public LogQueue queueFor(long page) {
        return LogQueue.PROBATION;
    }

    @Override
    public @Nullable LogQueue next(int probation, int regions) {
        return null;
    }

    @Override
    public void dropped(long page, LogQueue queue) {
        // Nothing is remembered of it.
    }
}
