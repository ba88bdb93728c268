package cacheworker.core.read;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.CoreFixture;
import cacheworker.core.TwoMounts;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.ufs.UfsCall;
import cacheworker.core.ufs.UfsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Invariant I9: a fault of one mount does not touch another. */
class HangingMountTest {
    private static final int CHUNKS = 8;

    /** Three times as many as may wait for one mount. */
    private static final int REQUEST_THREADS = 3 * TwoMounts.MOST_WAITING;

    @TempDir
    Path home;

    /** Room for the pages of a few readers only, so that most of them read past the cache. */
    private static final ReadOptions NARROW = new ReadOptions(
            4L * TwoMounts.PAGE, (long) CHUNKS * ReadOptions.CHUNK_SIZE, TwoMounts.PAGE, Duration.ZERO, 4, 64);

    @ParameterizedTest
    @EnumSource(
            value = UfsCall.class,
            names = {"OPEN", "READ"})
    void coldReadersOfAHangingMountLeaveChunksForTheMissesOfAnother(UfsCall call) throws Exception {
        try (TwoMounts core = new TwoMounts(home, NARROW)) {
            byte[] content = CoreFixture.random(5 * TwoMounts.PAGE, 99);
            core.outside(TwoMounts.WELL, "o", content);
            core.sick().hang(call);
            List<Future<byte[]>> stuck = core.readSick(TwoMounts.MOST_WAITING);
            Awaitility.await().until(() -> core.sick().hanging() > CHUNKS / 2);

            byte[] read = core.start(() -> core.read(TwoMounts.WELL, "o")).get(10, TimeUnit.SECONDS);

            assertThat(read).isEqualTo(content);
            core.sick().heal();
            for (int i = 0; i < stuck.size(); i++) {
                assertThat(stuck.get(i).get()).isEqualTo(CoreFixture.random(3 * TwoMounts.PAGE, i));
            }
        }
    }

    /** Runs something on the request threads, {@code times} times, and says how each ended; those that hang do not. */
    private static List<Future<?>> requests(ExecutorService threads, int times, RequestOfIndex request) {
        List<Future<?>> requests = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            int index = i;
            requests.add(threads.submit(() -> {
                request.run(index);
                return index;
            }));
        }
        return requests;
    }

    @FunctionalInterface
    private interface RequestOfIndex {
        void run(int index) throws UfsException;
    }

    private void otherMountNoticesNothing(ExecutorService threads, TwoMounts core) throws Exception {
        byte[] content = CoreFixture.random(5 * TwoMounts.PAGE, 99);
        core.outside(TwoMounts.WELL, "o", content);
        assertThat(threads.submit(() -> core.read(TwoMounts.WELL, "o")).get(15, TimeUnit.SECONDS))
                .isEqualTo(content);
        // With buffers for few pages some of them passed the cache by.
        Awaitility.await().until(() -> {
            core.read(TwoMounts.WELL, "o");
            return core.outcome(TwoMounts.WELL, "o") == CacheOutcome.HIT;
        });
        threads.submit(() -> {
                    core.put(TwoMounts.WELL, "p", content);
                    return true;
                })
                .get(15, TimeUnit.SECONDS);
        assertThat(threads.submit(() -> core.read(TwoMounts.WELL, "p")).get(15, TimeUnit.SECONDS))
                .isEqualTo(content);
    }

    private static List<UfsException.Kind> refusals(List<Future<?>> requests) throws Exception {
        List<UfsException.Kind> kinds = new ArrayList<>();
        for (Future<?> request : requests) {
            try {
                request.get();
            } catch (ExecutionException e) {
                assertThat(e.getCause()).isInstanceOf(UfsException.class);
                kinds.add(((UfsException) e.getCause()).kind());
            }
        }
        return kinds;
    }

    private void hangWith(UfsCall call, RequestOfIndex request, TwoMounts core) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(REQUEST_THREADS);
        try {
            core.sick().hang(call);
            List<Future<?>> requests = requests(threads, 2 * REQUEST_THREADS, request);
            Awaitility.await().until(() -> core.sick().hanging() > 0);

            otherMountNoticesNothing(threads, core);

            core.sick().heal();
            assertThat(refusals(requests)).isNotEmpty().containsOnly(UfsException.Kind.THROTTLED);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void lookupsThatHangLeaveOtherMountsTheirThreads() throws Exception {
        try (TwoMounts core = new TwoMounts(home, NARROW)) {
            for (int i = 0; i < 2 * REQUEST_THREADS; i++) {
                core.outside(TwoMounts.SICK, "o" + i, new byte[1]);
            }
            hangWith(UfsCall.STAT, i -> core.find(TwoMounts.SICK, "o" + i), core);
        }
    }

    @Test
    void lookupsOfOneObjectThatHangLeaveOtherMountsTheirThreads() throws Exception {
        try (TwoMounts core = new TwoMounts(home, NARROW)) {
            core.outside(TwoMounts.SICK, "o", new byte[1]);
            hangWith(UfsCall.STAT, i -> core.find(TwoMounts.SICK, "o"), core);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = UfsCall.class,
            names = {"OPEN", "READ"})
    void readsThatHangLeaveOtherMountsTheirThreads(UfsCall call) throws Exception {
        try (TwoMounts core = new TwoMounts(home, NARROW)) {
            List<CachedObject> objects = new ArrayList<>();
            for (int i = 0; i < 2 * REQUEST_THREADS; i++) {
                core.outside(TwoMounts.SICK, "o" + i, CoreFixture.random(TwoMounts.PAGE, i));
                objects.add(core.find(TwoMounts.SICK, "o" + i));
            }
            hangWith(call, i -> core.read(objects.get(i)), core);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = UfsCall.class,
            names = {"CREATE", "WRITE", "COMMIT"})
    void writesThatHangLeaveOtherMountsTheirThreads(UfsCall call) throws Exception {
        try (TwoMounts core = new TwoMounts(home, NARROW)) {
            hangWith(call, i -> core.put(TwoMounts.SICK, "o" + i, new byte[TwoMounts.PAGE]), core);
        }
    }

    @Test
    void abandoningABodyDoesNotWaitForItsUfs() throws Exception {
        ReadOptions past =
                new ReadOptions(TwoMounts.PAGE, 8L * ReadOptions.CHUNK_SIZE, TwoMounts.PAGE, Duration.ZERO, 1, 1);
        try (TwoMounts core = new TwoMounts(home, past)) {
            core.outside(TwoMounts.SICK, "first", CoreFixture.random(TwoMounts.PAGE, 1));
            core.outside(TwoMounts.SICK, "o", CoreFixture.random(9 * TwoMounts.PAGE, 2));
            CachedObject first = core.find(TwoMounts.SICK, "first");
            ObjectBody body = core.open(core.find(TwoMounts.SICK, "o"));
            CountDownLatch gate = new CountDownLatch(1);
            core.sick().before(UfsCall.OPEN, 1, () -> hold(gate));
            Future<byte[]> holdsTheOnlyBuffer = core.start(() -> core.read(first));
            Awaitility.await().until(() -> core.sick().count(UfsCall.OPEN) == 1);
            body.take().close();
            core.sick().hang(UfsCall.CLOSE);

            core.start(() -> {
                        body.close();
                        return true;
                    })
                    .get(10, TimeUnit.SECONDS);

            Awaitility.await().until(() -> core.sick().count(UfsCall.CLOSE) > 0);
            gate.countDown();
            core.sick().heal();
            holdsTheOnlyBuffer.get(10, TimeUnit.SECONDS);
        }
    }

    private static void hold(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
