package cacheworker.core.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cacheworker.core.CoreFixture;
import cacheworker.core.base.BufferPool;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.ufs.UfsCall;
import cacheworker.core.ufs.UfsException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FillsTest {
    private static final ReadMeters NO_METERS = new ReadMeters() {
        @Override
        public void ufsRead(int bytes) {}

        @Override
        public void sent(int bytes, boolean cached) {}

        @Override
        public void ufsFailed(UfsException.Kind kind) {}
    };

    @Test
    void aReadOfTheUfsThatHangsIsAskedForAgain(@TempDir Path directory) throws Exception {
        try (CoreFixture core = new CoreFixture(directory);
                FillExecutors executors = new FillExecutors(1, 10)) {
            core.outside("o", CoreFixture.random(CoreFixture.PAGE, 2));
            CachedObject object = core.find("o");
            Hedge hedge = new Hedge(Duration.ofMillis(30));
            SharedBuffers buffers = new SharedBuffers(new BufferPool(CoreFixture.PAGE, 8), 8, 1);
            Fills fills = new Fills(core.store(), buffers, executors, hedge, NO_METERS);
            CountDownLatch healed = new CountDownLatch(1);
            core.ufs().before(UfsCall.OPEN, 1, () -> awaitQuietly(healed));

            assertThat(fills.begin(object, 0, 1)).isEqualTo(1);

            Awaitility.await().until(() -> core.store().has(object.pages(), 0));
            assertThat(hedge.hedged()).isEqualTo(1);
            healed.countDown();
            Awaitility.await().until(() -> core.ufs().count(UfsCall.CLOSE) == 2);
        }
    }

    @Test
    void aFetchThatCannotBeginForWantOfMemoryLeavesNobodyWaiting(@TempDir Path directory) throws UfsException {
        try (CoreFixture core = new CoreFixture(directory);
                FillExecutors executors = new FillExecutors(1, 10)) {
            core.outside("o", CoreFixture.random(3 * CoreFixture.PAGE, 1));
            CachedObject object = core.find("o");
            BufferPool oneAndNoMore = new BufferPool(Integer.MAX_VALUE, 8);
            oneAndNoMore.release(ByteBuffer.allocateDirect(CoreFixture.PAGE));
            Fills fills = new Fills(
                    core.store(),
                    new SharedBuffers(oneAndNoMore, 8, 1),
                    executors,
                    new Hedge(Duration.ZERO),
                    NO_METERS);

            assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> fills.begin(object, 0, 3));

            assertThat(fills.running(object, 0)).isNull();
            assertThat(core.read("o")).hasSize(3 * CoreFixture.PAGE);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
