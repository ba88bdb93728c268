package cacheworker.core.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cacheworker.core.CoreFixture;
import cacheworker.core.base.ByteRange;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.mount.NameException;
import cacheworker.core.ufs.UfsCall;
import cacheworker.core.ufs.UfsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectReaderTest {
    private static final int PAGE = CoreFixture.PAGE;

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

    private CacheOutcome outcome(String key) throws UfsException {
        CachedObject object = core.find(key);
        try (ObjectBody body =
                core.reader().open(object, new ByteRange(0, object.status().length()))) {
            return body.outcome();
        }
    }

    private void awaitCached(String key) {
        Awaitility.await().until(() -> outcome(key) == CacheOutcome.HIT);
    }

    @Test
    void firstReadIsAMissAndTheSecondAHit() throws UfsException {
        byte[] content = CoreFixture.random(5 * PAGE + 17, 1);
        core.outside("o", content);
        assertThat(outcome("o")).isEqualTo(CacheOutcome.MISS);
        assertThat(core.read("o")).isEqualTo(content);
        awaitCached("o");
        long fromUfs = core.bytesFromUfs();
        assertThat(core.read("o")).isEqualTo(content);
        assertThat(fromUfs).isEqualTo(content.length);
        assertThat(core.bytesFromUfs()).isEqualTo(fromUfs);
        assertThat(core.bytesFromCache()).isEqualTo(content.length);
    }

    @Test
    void emptyObjectHasNoPieces() throws UfsException {
        core.outside("empty", new byte[0]);
        assertThat(core.read("empty")).isEmpty();
        assertThat(core.ufs().count(UfsCall.OPEN)).isZero();
    }

    @Test
    void rangeFetchesOnlyThePagesItTouches() throws UfsException {
        byte[] content = CoreFixture.random(20 * PAGE, 2);
        core.outside("o", content);
        CachedObject object = core.find("o");
        byte[] read = core.read(object, new ByteRange(7L * PAGE + 100, 200));
        assertThat(read).isEqualTo(Arrays.copyOfRange(content, 7 * PAGE + 100, 7 * PAGE + 300));
        Awaitility.await().until(() -> core.bytesFromUfs() == PAGE);
        try (ObjectBody body = core.reader().open(object, new ByteRange(0, content.length))) {
            assertThat(body.outcome()).isEqualTo(CacheOutcome.PARTIAL);
        }
    }

    @Test
    void randomRangesAreRightInAnyOrder() throws UfsException {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        byte[] content = CoreFixture.random(9 * PAGE + 4321, seed);
        core.outside("o", content);
        CachedObject object = core.find("o");
        for (int i = 0; i < 300; i++) {
            int from = random.nextInt(content.length);
            int length = random.nextInt(content.length - from + 1);
            assertThat(core.read(object, new ByteRange(from, length)))
                    .as("seed %d, %d bytes from %d", seed, length, from)
                    .isEqualTo(Arrays.copyOfRange(content, from, from + length));
        }
    }

    @Test
    void manyReadersOfAColdObjectCostOneReadOfIt() throws Exception {
        byte[] content = CoreFixture.random(12 * PAGE, 3);
        core.outside("o", content);
        core.ufs().delay(UfsCall.OPEN, Duration.ofMillis(20));
        ExecutorService readers = Executors.newFixedThreadPool(50);
        List<Future<byte[]>> bodies = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            bodies.add(readers.submit(() -> core.read("o")));
        }
        for (Future<byte[]> body : bodies) {
            assertThat(body.get()).isEqualTo(content);
        }
        readers.shutdown();
        assertThat(core.bytesFromUfs()).isEqualTo(content.length);
        assertThat(core.ufs().count(UfsCall.STAT)).isLessThanOrEqualTo(3);
    }

    @Test
    void firstBytesComeBeforeThePageIsWhole() throws UfsException {
        core.outside("o", CoreFixture.random(PAGE, 4));
        core.ufs().shortenReads(1000);
        core.ufs().delay(UfsCall.READ, Duration.ofMillis(5));
        CachedObject object = core.find("o");
        try (ObjectBody body = core.reader().open(object, new ByteRange(0, PAGE));
                BodyPiece first = body.take()) {
            assertThat(first.length()).isLessThan(PAGE);
        }
    }

    @Test
    void versionThatIsGoneBeforeTheFirstByteIsChanged() throws UfsException {
        core.outside("o", CoreFixture.random(3 * PAGE, 5));
        CachedObject old = core.find("o");
        core.outside("o", CoreFixture.random(3 * PAGE, 6));
        assertThatExceptionOfType(UfsException.class)
                .isThrownBy(() -> core.read(old, new ByteRange(0, 3L * PAGE)))
                .matches(e -> e.kind() == UfsException.Kind.CHANGED);
        assertThat(core.reader().peek(CoreFixture.key("o"))).isNull();
        assertThat(core.read("o")).isEqualTo(CoreFixture.random(3 * PAGE, 6));
    }

    @Test
    void pagesOfTwoVersionsNeverMeet() throws UfsException {
        byte[] one = CoreFixture.random(4 * PAGE, 7);
        byte[] two = CoreFixture.random(4 * PAGE, 8);
        core.outside("o", one);
        CachedObject first = core.find("o");
        assertThat(core.read(first, new ByteRange(0, PAGE))).isEqualTo(Arrays.copyOf(one, PAGE));
        core.outside("o", two);
        core.passTime(Duration.ofMinutes(2));
        assertThat(core.read("o")).isEqualTo(two);
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(core.read(first, new ByteRange(0, PAGE))).isEqualTo(Arrays.copyOf(one, PAGE)));
    }

    @Test
    void ufsThatBreaksOffFailsTheReaderAndKeepsNothing() throws UfsException {
        byte[] content = CoreFixture.random(4 * PAGE, 9);
        core.outside("o", content);
        core.ufs().breakReadsAfter(PAGE / 2, UfsException.Kind.UNAVAILABLE);
        assertThatExceptionOfType(UfsException.class)
                .isThrownBy(() -> core.read("o"))
                .matches(e -> e.kind() == UfsException.Kind.UNAVAILABLE);
        core.ufs().heal();
        assertThat(core.read("o")).isEqualTo(content);
    }

    @Test
    void stalledReaderDoesNotHoldTheBudget() throws Exception {
        core.close();
        core = new CoreFixture(home.resolve("small"), Duration.ofMinutes(1), Duration.ZERO, 2 * PAGE);
        byte[] content = CoreFixture.random(6 * PAGE, 10);
        core.outside("slow", content);
        core.outside("fast", content);
        CachedObject slow = core.find("slow");
        try (ObjectBody stalled = core.reader().open(slow, new ByteRange(0, content.length));
                BodyPiece held = stalled.take()) {
            assertThat(core.read("fast")).isEqualTo(content);
            assertThat(held.length()).isPositive();
        }
    }

    @Test
    void withoutRoomForAFetchTheReaderPassesThrough() throws Exception {
        core.close();
        core = new CoreFixture(home.resolve("small"), Duration.ofMinutes(1), Duration.ZERO, PAGE);
        byte[] content = CoreFixture.random(4 * PAGE, 11);
        core.outside("hanging", content);
        core.outside("other", content);
        CachedObject hanging = core.find("hanging");
        CachedObject other = core.find("other");
        core.ufs().hang(UfsCall.READ);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Future<byte[]> first = threads.submit(() -> core.read(hanging, new ByteRange(0, content.length)));
        Awaitility.await().until(() -> core.ufs().hanging() == 1);
        Future<byte[]> second = threads.submit(() -> core.read(other, new ByteRange(0, content.length)));
        Awaitility.await().until(() -> core.ufs().hanging() == 2);
        core.ufs().heal();
        assertThat(first.get()).isEqualTo(content);
        assertThat(second.get()).isEqualTo(content);
        threads.shutdown();
    }

    @Test
    void bodyClosedInTheMiddleLeavesNoTornPage() throws UfsException {
        byte[] content = CoreFixture.random(8 * PAGE, 12);
        core.outside("o", content);
        CachedObject object = core.find("o");
        for (int i = 0; i < 20; i++) {
            try (ObjectBody body = core.reader().open(object, new ByteRange(0, content.length));
                    BodyPiece piece = body.take()) {
                assertThat(CoreFixture.bytes(piece)).isEqualTo(Arrays.copyOf(content, piece.length()));
            }
        }
        assertThat(core.read("o")).isEqualTo(content);
    }

    @Test
    void missingObjectAndMissingBucketAreToldApart() {
        assertThatThrownBy(() -> core.find("nothing"))
                .isInstanceOf(UfsException.class)
                .extracting(e -> ((UfsException) e).kind())
                .isEqualTo(UfsException.Kind.NOT_FOUND);
        assertThatThrownBy(() -> core.reader().find(new cacheworker.core.base.ObjectKey("nobucket", "k")))
                .isInstanceOf(NameException.class)
                .extracting(e -> ((NameException) e).reason())
                .isEqualTo(NameException.Reason.NO_SUCH_BUCKET);
    }
}
