package cacheworker.core.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cacheworker.core.CoreFixture;
import cacheworker.core.base.BufferPool;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.ufs.UfsException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
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
    void aFetchThatCannotBeginForWantOfMemoryLeavesNobodyWaiting(@TempDir Path directory) throws UfsException {
        try (CoreFixture core = new CoreFixture(directory);
                FillExecutors executors = new FillExecutors(1, 10)) {
            core.outside("o", CoreFixture.random(3 * CoreFixture.PAGE, 1));
            CachedObject object = core.find("o");
            BufferPool oneAndNoMore = new BufferPool(Integer.MAX_VALUE, 8);
            oneAndNoMore.release(ByteBuffer.allocateDirect(CoreFixture.PAGE));
            Fills fills = new Fills(core.store(), new SharedBuffers(oneAndNoMore, 8, 1), executors, NO_METERS);

            assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> fills.begin(object, 0, 3));

            assertThat(fills.running(object, 0)).isNull();
            assertThat(core.read("o")).hasSize(3 * CoreFixture.PAGE);
        }
    }
}
