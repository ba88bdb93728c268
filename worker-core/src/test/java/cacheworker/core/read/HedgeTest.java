package cacheworker.core.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsInput;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HedgeTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch healed = new CountDownLatch(1);
    private final AtomicInteger attempts = new AtomicInteger();

    @AfterEach
    void stop() {
        healed.countDown();
        threads.shutdownNow();
    }

    private static final class Input implements UfsInput {
        private final AtomicBoolean closed = new AtomicBoolean();

        @Override
        public int read(ByteBuffer target) {
            return -1;
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    private void hang() throws UfsException {
        try {
            healed.await();
        } catch (InterruptedException e) {
            throw new UfsException(UfsException.Kind.UNAVAILABLE, "interrupted", e);
        }
    }

    private static UfsException failure(String why) {
        return new UfsException(UfsException.Kind.UNAVAILABLE, why);
    }

    @Test
    void withoutADelayAReadIsAskedForOnceByWhoWantsIt() throws UfsException {
        Thread caller = Thread.currentThread();
        Hedge hedge = new Hedge(Duration.ZERO);
        hedge.open(threads, () -> {
            assertThat(Thread.currentThread()).isSameAs(caller);
            return new Input();
        });
        assertThat(hedge.hedged()).isZero();
    }

    @Test
    void aReadThatBeginsInTimeIsNotAskedForAgain() throws UfsException {
        Hedge hedge = new Hedge(Duration.ofMinutes(1));
        Input input = new Input();
        assertThat(hedge.open(threads, () -> input)).isSameAs(input);
        assertThat(hedge.hedged()).isZero();
        assertThat(input.closed).isFalse();
    }

    @Test
    void theSecondIsTakenWhenTheFirstHangsAndTheFirstIsClosedWhenItComes() throws UfsException {
        Hedge hedge = new Hedge(Duration.ofMillis(20));
        Input late = new Input();
        Input quick = new Input();
        UfsInput taken = hedge.open(threads, () -> {
            if (attempts.incrementAndGet() == 1) {
                hang();
                return late;
            }
            return quick;
        });

        assertThat(taken).isSameAs(quick);
        assertThat(hedge.hedged()).isEqualTo(1);
        healed.countDown();
        Awaitility.await().untilTrue(late.closed);
        assertThat(quick.closed).isFalse();
    }

    @Test
    void aFirstThatFailsInTimeIsTheAnswer() {
        Hedge hedge = new Hedge(Duration.ofMinutes(1));
        assertThatExceptionOfType(UfsException.class)
                .isThrownBy(() -> hedge.open(threads, () -> {
                    attempts.incrementAndGet();
                    throw failure("no");
                }))
                .withMessageContaining("no");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void oneThatFailsDoesNotEndTheOther() throws UfsException {
        Hedge hedge = new Hedge(Duration.ofMillis(20));
        Input input = new Input();
        UfsInput taken = hedge.open(threads, () -> {
            if (attempts.incrementAndGet() == 1) {
                hang();
                return input;
            }
            healed.countDown();
            throw failure("the second fails");
        });
        assertThat(taken).isSameAs(input);
    }

    @Test
    void withoutThreadsTheCallerReads() throws UfsException {
        Hedge hedge = new Hedge(Duration.ofMillis(1));
        Input input = new Input();
        assertThat(hedge.open(
                        task -> {
                            throw new RejectedExecutionException();
                        },
                        () -> input))
                .isSameAs(input);
    }

    @Test
    void whoIsInterruptedLeavesNothingOpen() throws Exception {
        Hedge hedge = new Hedge(Duration.ofMinutes(1));
        Input late = new Input();
        CountDownLatch begun = new CountDownLatch(1);
        Thread reader = new Thread(() -> assertThatExceptionOfType(UfsException.class)
                .isThrownBy(() -> hedge.open(threads, () -> {
                    begun.countDown();
                    hang();
                    return late;
                })));
        reader.start();
        begun.await();
        reader.interrupt();
        reader.join();
        healed.countDown();
        Awaitility.await().untilTrue(late.closed);
    }
}
