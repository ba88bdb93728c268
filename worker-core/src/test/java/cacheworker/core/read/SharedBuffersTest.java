package cacheworker.core.read;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.base.BufferPool;
import cacheworker.core.mount.Mount;
import cacheworker.core.ufs.MemoryUfs;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SharedBuffersTest {
    private static final Mount A = mount("a");
    private static final Mount B = mount("b");
    private static final Mount C = mount("c");

    private static Mount mount(String path) {
        return new Mount(path, "memory:" + path, false, new MemoryUfs(Set.of()));
    }

    private static SharedBuffers shared(int buffers, int mounts) {
        return new SharedBuffers(new BufferPool(16, buffers), buffers, mounts);
    }

    private static List<ByteBuffer> takeAll(SharedBuffers buffers, Mount mount) {
        List<ByteBuffer> taken = new ArrayList<>();
        for (ByteBuffer next = buffers.tryAcquire(mount); next != null; next = buffers.tryAcquire(mount)) {
            taken.add(next);
        }
        return taken;
    }

    @Test
    void mountsThatTakeAllTheyCanLeaveTheOthersTheirOwn() {
        SharedBuffers buffers = shared(12, 3);
        assertThat(takeAll(buffers, A)).hasSize(8);
        assertThat(takeAll(buffers, B)).hasSize(2);
        assertThat(takeAll(buffers, C)).hasSize(2);
        assertThat(buffers.bytesInUse()).isEqualTo(12 * 16);
    }

    @Test
    void theOnlyMountGetsAll() {
        assertThat(takeAll(shared(7, 1), A)).hasSize(7);
        assertThat(takeAll(shared(1, 1), A)).hasSize(1);
    }

    @Test
    void moreMountsThanBuffersShareThem() {
        SharedBuffers buffers = shared(2, 3);
        assertThat(takeAll(buffers, A)).hasSize(2);
        assertThat(takeAll(buffers, B)).isEmpty();
    }

    @Test
    void whatComesBackGoesToAMountThatWaitsForIt() throws Exception {
        SharedBuffers buffers = shared(8, 2);
        List<ByteBuffer> a = takeAll(buffers, A);
        List<ByteBuffer> b = takeAll(buffers, B);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Callable<ByteBuffer> wait = () -> buffers.acquire(B, 60_000);
        Future<ByteBuffer> first = threads.submit(wait);
        buffers.release(B, b.remove(0));
        assertThat(first.get(10, TimeUnit.SECONDS)).isNotNull();
        Future<ByteBuffer> second = threads.submit(wait);
        buffers.release(A, a.remove(0));
        assertThat(second.get(10, TimeUnit.SECONDS)).isNotNull();
        threads.shutdown();
    }

    @Test
    void waitingEndsWithNothingWhenNothingComesBack() throws InterruptedException {
        SharedBuffers buffers = shared(1, 1);
        ByteBuffer only = buffers.acquire(A, 0);
        assertThat(buffers.acquire(A, 1)).isNull();
        buffers.release(A, only);
        assertThat(buffers.acquire(A, 0)).isNotNull();
    }

    @Test
    void manyWhoComeGoAndGiveUpLeaveAllBuffersBehind() throws Exception {
        long seed = System.nanoTime();
        SharedBuffers buffers = shared(6, 3);
        List<Mount> mounts = List.of(A, B, C);
        AtomicInteger got = new AtomicInteger();
        AtomicInteger interrupted = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(12);
        List<Future<?>> runs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            SplittableRandom random = new SplittableRandom(seed + i);
            runs.add(threads.submit(() -> {
                for (int round = 0; round < 2_000; round++) {
                    Mount mount = mounts.get(random.nextInt(3));
                    if (random.nextInt(50) == 0) {
                        Thread.currentThread().interrupt();
                    }
                    try {
                        ByteBuffer buffer = buffers.acquire(mount, random.nextInt(2));
                        if (buffer != null) {
                            got.incrementAndGet();
                            random.nextBytes(new byte[10_000]);
                            buffers.release(mount, buffer);
                        }
                    } catch (InterruptedException e) {
                        interrupted.incrementAndGet();
                    }
                }
                Thread.interrupted();
            }));
        }
        for (Future<?> run : runs) {
            run.get();
        }
        threads.shutdown();
        Awaitility.await().until(() -> buffers.bytesInUse() == 0);
        assertThat(got).as("seed %d, interrupted %s times", seed, interrupted).hasPositiveValue();
        assertThat(takeAll(buffers, A)).as("seed %d", seed).hasSize(4);
        assertThat(takeAll(buffers, B)).as("seed %d", seed).hasSize(1);
        assertThat(takeAll(buffers, C)).as("seed %d", seed).hasSize(1);
    }
}
