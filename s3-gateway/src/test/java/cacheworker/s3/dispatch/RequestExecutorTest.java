package cacheworker.s3.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RequestExecutorTest {
    @Test
    void threadsAreMadeUpToTheMostAndTheRestWaits() {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        AtomicInteger done = new AtomicInteger();
        CountDownLatch gate = new CountDownLatch(1);
        try (RequestExecutor executor = RequestExecutor.platform(8, 100)) {
            for (int i = 0; i < 50; i++) {
                assertThat(executor.tryExecute(() -> {
                            threads.add(Thread.currentThread().getName());
                            hold(gate);
                            done.incrementAndGet();
                        }))
                        .isTrue();
            }
            await().until(() -> threads.size() == 8);
            assertThat(executor.tasks()).isEqualTo(50);
            gate.countDown();
            await().until(() -> done.get() == 50 && executor.tasks() == 0);
            assertThat(threads).hasSize(8).allMatch(name -> name.matches("s3-req-\\d+"));
        }
    }

    @Test
    void newRequestsAreRefusedAtTheLimitAndOnesUnderWayAreNot() {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        try (RequestExecutor executor = RequestExecutor.platform(2, 4)) {
            for (int i = 0; i < 4; i++) {
                assertThat(executor.tryExecute(() -> hold(gate))).isTrue();
            }
            assertThat(executor.tryExecute(done::incrementAndGet)).isFalse();
            executor.execute(done::incrementAndGet);
            gate.countDown();
            await().until(() -> done.get() == 1);
            await().until(() -> executor.tryExecute(done::incrementAndGet));
        }
    }

    @Test
    void aClosedExecutorTakesNothing() {
        RequestExecutor executor = RequestExecutor.virtualIfPossible(4);
        executor.close();
        assertThat(executor.tryExecute(() -> {})).isFalse();
        assertThatThrownBy(() -> executor.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThat(executor.tasks()).isZero();
    }

    @Test
    void closingWaitsForWhatEndsSoonAndInterruptsTheRest() throws Exception {
        CountDownLatch started = new CountDownLatch(2);
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        AtomicInteger interrupted = new AtomicInteger();
        RequestExecutor executor = RequestExecutor.platform(2, 4);
        for (CountDownLatch wait : List.of(gate, new CountDownLatch(1))) {
            executor.execute(() -> {
                started.countDown();
                hold(wait);
                (Thread.currentThread().isInterrupted() ? interrupted : ended).incrementAndGet();
            });
        }
        started.await();
        Thread closing = new Thread(executor::close);
        closing.start();
        await().until(() -> !executor.tryExecute(() -> {}));
        gate.countDown();
        closing.join();
        assertThat(ended).hasValue(1);
        assertThat(interrupted).hasValue(1);
    }

    private static void hold(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
