package cacheworker.core.ufs;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Which calls go wrong and how, and how many calls there were. Safe for any number of threads. */
final class FaultPlan {
    /** Does what is wrong with a call, before the call is made. */
    @FunctionalInterface
    interface Fault {
        void strike() throws UfsException;
    }

    private record Rule(UfsCall call, long from, long to, Fault fault) {}

    private final Map<UfsCall, AtomicLong> counts = new EnumMap<>(UfsCall.class);
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final AtomicLong waiting = new AtomicLong();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    FaultPlan() {
        for (UfsCall call : UfsCall.values()) {
            counts.put(call, new AtomicLong());
        }
    }

    long count(UfsCall call) {
        return counts.get(call).get();
    }

    /** Lets a fault strike the {@code nth} call from now, 1 being the next one. */
    void once(UfsCall call, int nth, Fault fault) {
        long number = count(call) + nth;
        rules.add(new Rule(call, number, number, fault));
    }

    void always(UfsCall call, Fault fault) {
        rules.add(new Rule(call, 0, Long.MAX_VALUE, fault));
    }

    void hang(UfsCall call) {
        CountDownLatch closed = new CountDownLatch(1);
        gate = closed;
        always(call, () -> await(closed));
    }

    /** Lets go whoever hangs, and forgets all faults. */
    void heal() {
        rules.clear();
        gate.countDown();
    }

    long waiting() {
        return waiting.get();
    }

    /** Counts one call and does what is wrong with it. */
    void call(UfsCall call) throws UfsException {
        long number = counts.get(call).incrementAndGet();
        for (Rule rule : rules) {
            if (rule.call() == call && rule.from() <= number && number <= rule.to()) {
                rule.fault().strike();
            }
        }
    }

    static Fault delay(Duration delay) {
        CountDownLatch never = new CountDownLatch(1);
        return () -> awaitQuietly(never, delay.toNanos());
    }

    private void await(CountDownLatch latch) throws UfsException {
        waiting.incrementAndGet();
        try {
            awaitQuietly(latch, Long.MAX_VALUE);
        } finally {
            waiting.decrementAndGet();
        }
    }

    private static void awaitQuietly(CountDownLatch latch, long nanos) throws UfsException {
        try {
            latch.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UfsException(UfsException.Kind.UNAVAILABLE, "interrupted while it hung", e);
        }
    }
}
