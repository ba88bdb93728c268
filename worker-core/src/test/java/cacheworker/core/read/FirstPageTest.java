package cacheworker.core.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cacheworker.core.CoreFixture;
import cacheworker.core.base.ByteRange;
import cacheworker.core.config.PageStoreKeys;
import cacheworker.core.mount.NameException;
import cacheworker.core.ufs.UfsCall;
import cacheworker.core.ufs.UfsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An object that the worker knows nothing of, looked up by whoever wants its bytes. */
class FirstPageTest {
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

    private FoundObject find(String key, long offset) throws UfsException {
        try {
            return core.reader().findToRead(CoreFixture.key(key), offset);
        } catch (NameException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] read(FoundObject found, CacheOutcome expected) throws UfsException {
        ByteRange all = new ByteRange(0, found.object().status().length());
        try (ObjectBody body = core.reader().open(found, all)) {
            assertThat(body.outcome()).isEqualTo(expected);
            return CoreFixture.drain(body);
        }
    }

    @Test
    void oneRequestGivesTheStateAndTheBytesOfASmallObject() throws Exception {
        byte[] content = CoreFixture.random(PAGE - 5, 1);
        core.outside("o", content);

        assertThat(read(find("o", 0), CacheOutcome.MISS)).isEqualTo(content);

        assertThat(core.ufs().count(UfsCall.OPEN_LATEST)).isEqualTo(1);
        assertThat(core.ufs().count(UfsCall.STAT) + core.ufs().count(UfsCall.OPEN))
                .isZero();
        Awaitility.await().until(() -> core.store().has(find("o", 0).object().pages(), 0));
        assertThat(read(find("o", 0), CacheOutcome.HIT)).isEqualTo(content);
        assertThat(core.bytesFromUfs()).isEqualTo(content.length);
        assertThat(core.ufs().count(UfsCall.OPEN_LATEST)).isEqualTo(1);
    }

    @Test
    void thePageThatIsWantedComesFirstWhereverItIs() throws Exception {
        byte[] content = CoreFixture.random(7 * PAGE + 100, 2);
        core.outside("o", content);

        for (long offset : new long[] {3L * PAGE + 17, 7L * PAGE + 99}) {
            core.outside("o" + offset, content);
            FoundObject found = find("o" + offset, offset);
            assertThat(found.fetched()).isEqualTo((int) (offset / PAGE));
            try (ObjectBody body = core.reader().open(found, new ByteRange(offset, 1))) {
                assertThat(body.outcome()).isEqualTo(CacheOutcome.MISS);
                assertThat(CoreFixture.drain(body)).containsExactly(content[(int) offset]);
            }
        }
        assertThat(core.ufs().count(UfsCall.OPEN)).isZero();
        assertThat(read(find("o", 0), CacheOutcome.MISS)).isEqualTo(content);
        assertThat(core.bytesFromUfs()).isEqualTo(PAGE + 100 + content.length);
    }

    @Test
    void anOffsetBehindTheEndGivesTheStateAlone() throws Exception {
        core.outside("o", new byte[10]);
        core.outside("empty", new byte[0]);

        assertThat(find("o", 5L * PAGE).object().status().length()).isEqualTo(10);
        assertThat(find("empty", 0).object().status().length()).isZero();
        assertThat(find("o", Long.MAX_VALUE).fetched()).isNegative();
        assertThat(core.ufs().count(UfsCall.READ)).isZero();
    }

    @Test
    void whoWantsToKnowAllOfTheContentIsNotAnsweredFromBytes() throws Exception {
        core.outside("o", CoreFixture.random(100, 3));
        read(find("o", 0), CacheOutcome.MISS);
        assertThat(core.reader().peekToRead(CoreFixture.key("o"))).isNotNull();
        assertThat(core.reader().peek(CoreFixture.key("o"))).isNull();

        assertThat(core.find("o").status().content().complete()).isTrue();

        assertThat(core.ufs().count(UfsCall.STAT)).isEqualTo(1);
        assertThat(core.reader().peek(CoreFixture.key("o"))).isNotNull();
    }

    @Test
    void whatIsNotKnownOfTheContentIsNotKnownAfterARestart() throws Exception {
        byte[] content = CoreFixture.random(100, 4);
        core.outside("o", content);
        read(find("o", 0), CacheOutcome.MISS);
        Awaitility.await().until(() -> core.store().has(find("o", 0).object().pages(), 0));
        core.restart();

        assertThat(read(find("o", 0), CacheOutcome.HIT)).isEqualTo(content);
        assertThat(core.ufs().count(UfsCall.OPEN_LATEST)).isEqualTo(1);
        assertThat(core.find("o").status().content().complete()).isTrue();
        assertThat(core.ufs().count(UfsCall.STAT)).isEqualTo(1);
    }

    @Test
    void manyReadersAtOnceReadItOnce() throws Exception {
        byte[] content = CoreFixture.random(5 * PAGE + 3, 5);
        core.outside("o", content);
        core.ufs().hang(UfsCall.OPEN_LATEST);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<byte[]>> readers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                readers.add(threads.submit(() -> {
                    FoundObject found = find("o", 0);
                    try (ObjectBody body = core.reader().open(found, new ByteRange(0, content.length))) {
                        return CoreFixture.drain(body);
                    }
                }));
            }
            Awaitility.await().until(() -> core.ufs().hanging() == 1);
            core.ufs().heal();
            for (Future<byte[]> reader : readers) {
                assertThat(reader.get()).isEqualTo(content);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(core.bytesFromUfs()).isEqualTo(content.length);
    }

    @Test
    void aBodyThatBreaksOffIsAnErrorAndTheNextReadAsksAgain() throws Exception {
        byte[] content = CoreFixture.random(PAGE, 6);
        core.outside("o", content);
        core.ufs().breakReadsAfter(100, UfsException.Kind.UNAVAILABLE);
        FoundObject found = find("o", 0);
        assertThatExceptionOfType(UfsException.class)
                .isThrownBy(() -> read(found, CacheOutcome.MISS))
                .matches(e -> e.kind() == UfsException.Kind.UNAVAILABLE);
        core.ufs().heal();

        assertThat(read(find("o", 0), CacheOutcome.MISS)).isEqualTo(content);
    }

    @Test
    void whatIsNotThereIsRememberedAsMissing() {
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(UfsException.class)
                    .isThrownBy(() -> find("nowhere", 0))
                    .matches(e -> e.kind() == UfsException.Kind.NOT_FOUND);
        }
        assertThat(core.ufs().count(UfsCall.OPEN_LATEST)).isEqualTo(1);
    }

    @Test
    void withoutABufferForThePageNothingIsOpened() throws Exception {
        core.close();
        core = new CoreFixture(home, java.time.Duration.ofSeconds(60), java.time.Duration.ofHours(1), PAGE);
        byte[] content = CoreFixture.random(2 * PAGE, 7);
        core.outside("first", content);
        core.outside("second", content);
        core.ufs().hang(UfsCall.READ);
        FoundObject first = find("first", 0);
        Awaitility.await().until(() -> core.ufs().hanging() == 1);

        FoundObject second = find("second", 0);

        assertThat(second.fetched()).isNegative();
        assertThat(core.ufs().count(UfsCall.OPEN_LATEST)).isEqualTo(1);
        core.ufs().heal();
        assertThat(read(first, CacheOutcome.MISS)).isEqualTo(content);
        assertThat(Arrays.equals(read(second, CacheOutcome.MISS), content)).isTrue();
    }

    @Test
    void aPolicyThatWaitsForASecondAccessIsAskedFirst() throws Exception {
        core.close();
        core = CoreFixture.admitting(home.resolve("second"), PageStoreKeys.Admission.SECOND_ACCESS);
        byte[] content = CoreFixture.random(PAGE, 8);
        core.outside("o", content);

        for (CacheOutcome outcome : List.of(CacheOutcome.MISS, CacheOutcome.MISS)) {
            assertThat(read(find("o", 0), outcome)).isEqualTo(content);
        }
        Awaitility.await().until(() -> core.store().has(find("o", 0).object().pages(), 0));
        assertThat(core.ufs().count(UfsCall.OPEN_LATEST)).isZero();
    }
}
