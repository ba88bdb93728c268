package cacheworker.core.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cacheworker.core.CoreFixture;
import cacheworker.core.ufs.UfsCall;
import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsListRequest;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectCatalogTest {
    @TempDir
    Path home;

    private CoreFixture core;

    @AfterEach
    void close() {
        core.close();
    }

    private void open(Duration sync, Duration stale) {
        core = new CoreFixture(home, sync, stale, 1 << 20);
    }

    private String content(String key) throws UfsException {
        return new String(core.read(key), java.nio.charset.StandardCharsets.UTF_8);
    }

    private void outside(String key, String content) {
        core.outside(key, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void recordIsUsedUnaskedUntilTheSyncIntervalIsOver() throws UfsException {
        open(Duration.ofSeconds(60), Duration.ZERO);
        outside("o", "one");
        assertThat(content("o")).isEqualTo("one");
        outside("o", "two");
        core.passTime(Duration.ofSeconds(59));
        assertThat(content("o")).isEqualTo("one");
        assertThat(core.ufs().count(UfsCall.STAT)).isEqualTo(1);
        core.passTime(Duration.ofSeconds(1));
        assertThat(content("o")).isEqualTo("two");
    }

    @Test
    void intervalOfZeroAsksEachTime() throws UfsException {
        open(Duration.ZERO, Duration.ofHours(1));
        outside("o", "one");
        assertThat(content("o")).isEqualTo("one");
        outside("o", "two");
        assertThat(content("o")).isEqualTo("two");
        core.ufs().failAll(UfsCall.STAT, UfsException.Kind.UNAVAILABLE);
        assertThatExceptionOfType(UfsException.class).isThrownBy(() -> content("o"));
    }

    @Test
    void negativeIntervalNeverAsksAgain() throws UfsException {
        open(Duration.ofMillis(-1), Duration.ZERO);
        outside("o", "one");
        assertThat(content("o")).isEqualTo("one");
        outside("o", "two");
        core.passTime(Duration.ofDays(1000));
        assertThat(content("o")).isEqualTo("one");
    }

    @Test
    void clockThatJumpsBackMakesRecordsOld() throws UfsException {
        open(Duration.ofSeconds(60), Duration.ZERO);
        outside("o", "one");
        assertThat(content("o")).isEqualTo("one");
        outside("o", "two");
        core.passTime(Duration.ofHours(-1));
        assertThat(content("o")).isEqualTo("two");
    }

    @Test
    void unreachableUfsIsBridgedForTheConfiguredTime() throws UfsException {
        open(Duration.ofSeconds(60), Duration.ofHours(1));
        outside("o", "one");
        assertThat(content("o")).isEqualTo("one");
        core.read("o");
        core.ufs().failAll(UfsCall.STAT, UfsException.Kind.UNAVAILABLE);
        core.passTime(Duration.ofMinutes(30));
        assertThat(content("o")).isEqualTo("one");
        assertThat(core.catalog().staleServed()).isEqualTo(1);
        core.passTime(Duration.ofMinutes(40));
        assertThatExceptionOfType(UfsException.class).isThrownBy(() -> content("o"));
    }

    @Test
    void ufsThatDeniesIsNotBridged() throws UfsException {
        open(Duration.ofSeconds(60), Duration.ofHours(1));
        outside("o", "one");
        assertThat(content("o")).isEqualTo("one");
        core.ufs().failAll(UfsCall.STAT, UfsException.Kind.DENIED);
        core.passTime(Duration.ofMinutes(2));
        assertThatExceptionOfType(UfsException.class)
                .isThrownBy(() -> content("o"))
                .matches(e -> e.kind() == UfsException.Kind.DENIED);
    }

    @Test
    void lookupThatRanBesideAWriteIsNotKept() throws UfsException {
        open(Duration.ofMillis(-1), Duration.ZERO);
        outside("o", "one");
        // The write takes place after the lookup was begun, and before it is answered.
        core.find("o");
        core.restart();
        core.memory().putOutside("b/p", new byte[3]);
        core.ufs().before(UfsCall.STAT, 1, () -> {
            try {
                core.put("q", "new".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            } catch (UfsException e) {
                throw new AssertionError(e);
            }
        });
        core.find("p");
        assertThat(content("q")).isEqualTo("new");
    }

    @Test
    void ownWriteIsVisibleAtOnceEvenWhereAbsenceWasRemembered() throws UfsException {
        open(Duration.ofMillis(-1), Duration.ZERO);
        assertThatExceptionOfType(UfsException.class).isThrownBy(() -> core.find("o"));
        core.put("o", new byte[] {1});
        assertThat(core.read("o")).containsExactly(1);
        core.put("o", new byte[] {2});
        assertThat(core.read("o")).containsExactly(2);
    }

    @Test
    void absenceIsRememberedForAMoment() {
        open(Duration.ofSeconds(60), Duration.ZERO);
        assertThatExceptionOfType(UfsException.class).isThrownBy(() -> core.find("o"));
        long stats = core.ufs().count(UfsCall.STAT);
        outside("o", "there");
        assertThatExceptionOfType(UfsException.class).isThrownBy(() -> core.find("o"));
        assertThat(core.ufs().count(UfsCall.STAT)).isLessThanOrEqualTo(stats + 1);
        core.passTime(Duration.ofSeconds(6));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> core.find("o")))
                .isNull();
    }

    @Test
    void listingThatShowsAnotherVersionMakesTheCacheAskAgain() throws Exception {
        open(Duration.ofHours(1), Duration.ZERO);
        outside("o", "one");
        assertThat(content("o")).isEqualTo("one");
        outside("o", "two");
        assertThat(content("o")).isEqualTo("one");
        try (UfsCursor cursor = core.reader().list("b", new UfsListRequest("", "", "", 10, false))) {
            assertThat(cursor.next()).isNotNull();
        }
        assertThat(content("o")).isEqualTo("two");
    }

    @Test
    void recordsAndPagesOutliveARestart() throws UfsException {
        open(Duration.ofMillis(-1), Duration.ZERO);
        core.put("o", CoreFixture.random(3 * CoreFixture.PAGE, 1));
        core.read("o");
        core.restart();
        long stats = core.ufs().count(UfsCall.STAT);
        long bytes = core.bytesFromUfs();
        assertThat(core.read("o")).isEqualTo(CoreFixture.random(3 * CoreFixture.PAGE, 1));
        assertThat(core.ufs().count(UfsCall.STAT)).isEqualTo(stats);
        assertThat(core.bytesFromUfs()).isEqualTo(bytes);
    }

    @Test
    void recordOfAnotherUfsUnderTheSameNameIsVoid() throws UfsException {
        open(Duration.ofMillis(-1), Duration.ZERO);
        outside("o", "one");
        assertThat(content("o")).isEqualTo("one");
        outside("o", "two");
        core.restartWithMount("memory:two");
        assertThat(content("o")).isEqualTo("two");
    }

    @Test
    void listingOfAnotherVersionIsBelievedWhereverTheOldOneIsKept() throws Exception {
        open(Duration.ofMillis(-1), Duration.ZERO);
        outside("memory", "one");
        outside("index", "one");
        content("memory");
        content("index");
        core.restart();
        content("memory");
        assertThatExceptionOfType(UfsException.class).isThrownBy(() -> content("missing"));
        outside("memory", "two");
        outside("index", "two");
        outside("missing", "two");
        try (UfsCursor cursor = core.reader().list("b", new UfsListRequest("", "", "", 1000, false))) {
            while (cursor.next() != null) {
                // Reading it is what is looked at.
            }
        }
        assertThat(content("memory")).isEqualTo("two");
        assertThat(content("index")).isEqualTo("two");
        assertThat(content("missing")).isEqualTo("two");
    }
}
