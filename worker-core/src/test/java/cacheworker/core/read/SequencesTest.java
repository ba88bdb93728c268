package cacheworker.core.read;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.CoreFixture;
import cacheworker.core.base.ByteRange;
import cacheworker.core.base.ObjectId;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.ufs.UfsException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequencesTest {
    private static final int PAGE = CoreFixture.PAGE;
    private static final ObjectId ID = new ObjectId(1, 2);

    @TempDir
    Path home;

    private CoreFixture core;

    @BeforeEach
    void open() {
        core = new CoreFixture(home);
    }

    @AfterEach
    void everyBufferCameBack() {
        Awaitility.await().until(() -> core.reader().fillBytes() + core.reader().passBytes() == 0);
        core.close();
    }

    private static int window(Sequences sequences, long from, long to) {
        return sequences.window(ID, new ByteRange(from, to - from));
    }

    @Test
    void theWindowOfAStreamDoublesUpToItsBound() {
        Sequences sequences = new Sequences(100, 8);

        assertThat(window(sequences, 0, 50)).isZero();
        assertThat(window(sequences, 50, 120)).isEqualTo(1);
        assertThat(window(sequences, 120, 130)).isEqualTo(2);
        assertThat(window(sequences, 130, 140)).isEqualTo(4);
        assertThat(window(sequences, 140, 150)).isEqualTo(8);
        assertThat(window(sequences, 150, 160)).isEqualTo(8);
    }

    @Test
    void aSkipForwardInsideOfTheWindowIsTheSameStreamAndAFurtherOneIsNot() {
        Sequences sequences = new Sequences(100, 8);
        window(sequences, 0, 50);

        assertThat(window(sequences, 150, 160)).isEqualTo(1);
        assertThat(window(sequences, 360, 370)).isEqualTo(2);
        assertThat(window(sequences, 671, 680)).isZero();
        assertThat(window(sequences, 0, 10)).isZero();
    }

    @Test
    void fourStreamsOfOneObjectAreToldApart() {
        Sequences sequences = new Sequences(100, 8);
        for (long stream = 0; stream < 4; stream++) {
            assertThat(window(sequences, stream * 10_000, stream * 10_000 + 10)).isZero();
        }
        for (long stream = 3; stream >= 0; stream--) {
            assertThat(window(sequences, stream * 10_000 + 10, stream * 10_000 + 20))
                    .isEqualTo(1);
        }
        assertThat(window(sequences, 90_000, 90_010)).isZero();
        assertThat(window(sequences, 30_020, 30_030)).as("the oldest gave way").isZero();
        assertThat(window(sequences, 20, 30)).isEqualTo(2);
    }

    @Test
    void theSameRangeAgainChangesNothing() {
        Sequences sequences = new Sequences(100, 8);
        window(sequences, 0, 50);

        assertThat(window(sequences, 0, 50)).isZero();
        assertThat(window(sequences, 50, 60)).isEqualTo(1);
        assertThat(window(sequences, 50, 60)).isEqualTo(1);
    }

    @Test
    void randomRangesCostThePagesThatTheyTouchAndNoMore() throws UfsException {
        byte[] content = CoreFixture.random(400 * PAGE, 1);
        core.outside("o", content);
        CachedObject object = core.find("o");
        boolean[] touched = new boolean[400];
        SplittableRandom random = new SplittableRandom(2);
        for (int page = random.nextInt(20); page < 400; page += 15 + random.nextInt(20)) {
            touched[399 - page] = true;
            read(object, content, (399L - page) * PAGE + 5, 100);
        }
        int pages = 0;
        for (boolean one : touched) {
            pages += one ? 1 : 0;
        }
        long expected = (long) pages * PAGE;
        Awaitility.await().until(() -> core.reader().fillBytes() == 0);
        assertThat(core.bytesFromUfs()).isEqualTo(expected);
    }

    @Test
    void whoReadsPieceByPieceFindsThePagesAheadOfHimCached() throws UfsException {
        byte[] content = CoreFixture.random(64 * PAGE, 3);
        core.outside("o", content);
        CachedObject object = core.find("o");
        int misses = 0;
        for (int piece = 0; piece < 64; piece++) {
            try (ObjectBody body = core.reader().open(object, new ByteRange((long) piece * PAGE, PAGE))) {
                misses += body.outcome() == CacheOutcome.HIT ? 0 : 1;
                assertThat(CoreFixture.drain(body))
                        .isEqualTo(Arrays.copyOfRange(content, piece * PAGE, (piece + 1) * PAGE));
            }
            Awaitility.await().until(() -> core.reader().fillBytes() == 0);
        }
        assertThat(misses).isEqualTo(2);
        assertThat(core.bytesFromUfs()).isEqualTo(content.length);
    }

    private void read(CachedObject object, byte[] content, long offset, int length) throws UfsException {
        assertThat(core.read(object, new ByteRange(offset, length)))
                .isEqualTo(Arrays.copyOfRange(content, (int) offset, (int) offset + length));
    }
}
