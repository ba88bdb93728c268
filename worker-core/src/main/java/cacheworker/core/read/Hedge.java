package cacheworker.core.read;

import cacheworker.core.base.Blocking;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsInput;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Opens reads of a UFS, and the same one again beside a first that does not begin: the one that begins first is taken,
 * the other closed (J. Dean and L. A. Barroso, "The Tail at Scale", CACM 56(2), 2013: hedged requests). Safe for any
 * thread.
 */
final class Hedge {
    private final long delayNanos;
    private final LongAdder hedged = new LongAdder();

    /**
     * A hedge.
     *
     * @param delay how long a read may take to begin before it is asked for again; zero for ever
     */
    Hedge(Duration delay) {
        this.delayNanos = delay.toNanos();
    }

    /** Opens a read. */
    @FunctionalInterface
    interface Opening {
        UfsInput open() throws UfsException;
    }

    /**
     * Opens a read.
     *
     * @param threads where attempts run, unless there is no delay
     * @param opening may run twice at once
     * @return the bytes; the caller closes it
     * @throws UfsException what the last attempt to fail threw
     */
    @Blocking
    UfsInput open(Executor threads, Opening opening) throws UfsException {
        if (delayNanos == 0) {
            return opening.open();
        }
        Race race = new Race(opening);
        if (!race.begin(threads)) {
            return opening.open();
        }
        boolean over = false;
        try {
            if (!race.isDecided(delayNanos) && race.begin(threads)) {
                hedged.increment();
            }
            UfsInput first = race.first();
            over = true;
            return first;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UfsException(UfsException.Kind.UNAVAILABLE, "interrupted while a read of the UFS began", e);
        } finally {
            if (!over) {
                race.abandon();
            }
        }
    }

    /** How many reads were asked for a second time. */
    long hedged() {
        return hedged.sum();
    }

    /** Attempts of which one is taken. */
    private static final class Race implements Runnable {
        private final Opening opening;
        private int running;
        private boolean over;
        private @Nullable UfsInput first;
        private @Nullable UfsException failure;

        Race(Opening opening) {
            this.opening = opening;
        }

        /** Begins an attempt, if there is a thread for it. */
        boolean begin(Executor threads) {
            synchronized (this) {
                running++;
            }
            try {
                threads.execute(this);
                return true;
            } catch (RejectedExecutionException e) {
                ended(null);
                return false;
            }
        }

        @Override
        public void run() {
            UfsException why = new UfsException(UfsException.Kind.UNAVAILABLE, "the read of the UFS broke off");
            try {
                UfsInput input = opening.open();
                if (!take(input)) {
                    input.close();
                }
            } catch (UfsException e) {
                why = e;
            } finally {
                ended(why);
            }
        }

        private synchronized boolean take(UfsInput input) {
            if (over || first != null) {
                return false;
            }
            first = input;
            return true;
        }

        private synchronized void ended(@Nullable UfsException why) {
            running--;
            failure = why == null ? failure : why;
            notifyAll();
        }

        private boolean mustWait() {
            return first == null && running > 0;
        }

        synchronized boolean isDecided(long nanos) throws InterruptedException {
            long end = System.nanoTime() + nanos;
            for (long left = nanos; mustWait() && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return !mustWait();
        }

        synchronized UfsInput first() throws InterruptedException, UfsException {
            while (mustWait()) {
                wait();
            }
            if (first == null) {
                throw failure == null
                        ? new UfsException(UfsException.Kind.UNAVAILABLE, "no thread to read the UFS with")
                        : failure;
            }
            return first;
        }

        /** Nobody waits any more: what opens from now on is closed. */
        void abandon() {
            UfsInput unused;
            synchronized (this) {
                over = true;
                unused = first;
            }
            if (unused != null) {
                unused.close();
            }
        }
    }
}
