package cacheworker.core.read;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.CoreFixture;
import cacheworker.core.TwoMounts;
import cacheworker.core.ufs.UfsCall;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Invariant I9: a fault of one mount does not touch another. */
class HangingMountTest {
    private static final int CHUNKS = 8;

    @TempDir
    Path home;

    /** Room for the pages of a few readers only, so that most of them read past the cache. */
    private static final ReadOptions NARROW =
            new ReadOptions(4L * TwoMounts.PAGE, (long) CHUNKS * ReadOptions.CHUNK_SIZE, TwoMounts.PAGE, 4, 64);

    @ParameterizedTest
    @EnumSource(
            value = UfsCall.class,
            names = {"OPEN", "READ"})
    void coldReadersOfAHangingMountLeaveChunksForTheMissesOfAnother(UfsCall call) throws Exception {
        try (TwoMounts core = new TwoMounts(home, NARROW)) {
            byte[] content = CoreFixture.random(5 * TwoMounts.PAGE, 99);
            core.outside(TwoMounts.WELL, "o", content);
            core.sick().hang(call);
            List<Future<byte[]>> stuck = core.readSick(4 * CHUNKS);
            Awaitility.await().until(() -> core.sick().hanging() > CHUNKS / 2);

            byte[] read = core.start(() -> core.read(TwoMounts.WELL, "o")).get(10, TimeUnit.SECONDS);

            assertThat(read).isEqualTo(content);
            core.sick().heal();
            for (int i = 0; i < stuck.size(); i++) {
                assertThat(stuck.get(i).get()).isEqualTo(CoreFixture.random(3 * TwoMounts.PAGE, i));
            }
        }
    }
}
