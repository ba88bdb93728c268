package cacheworker.core.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cacheworker.core.CoreFixture;
import cacheworker.core.base.ByteRange;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.ufs.UfsCall;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of records and pages when tags change. */
class TaggingTest {
    private static final int LENGTH = 3 * CoreFixture.PAGE + 7;

    @TempDir
    private Path home;

    private CoreFixture core;
    private byte[] content;

    @BeforeEach
    void putAnObject() throws Exception {
        core = new CoreFixture(home, Duration.ofMillis(-1), Duration.ZERO, 8 << 20);
        content = CoreFixture.random(LENGTH, 1);
        core.put("o", content);
        core.find("o");
    }

    @AfterEach
    void close() {
        core.close();
    }

    private void tag(String key, Map<String, String> tags) throws Exception {
        core.writer().setTags(CoreFixture.key(key), tags);
    }

    private Map<String, String> tags(String key) throws UfsException {
        return core.find(key).status().attributes().tags();
    }

    private void assertAllHits() throws UfsException {
        assertThat(core.read("o")).isEqualTo(content);
        assertThat(core.bytesFromUfs()).isZero();
    }

    @Test
    void theNewTagsAreSeenAtOnceAndThePagesStay() throws Exception {
        UfsStatus before = core.find("o").status();
        long stats = core.ufs().count(UfsCall.STAT);

        tag("o", Map.of("k", "v"));

        CachedObject peeked = core.reader().peek(CoreFixture.key("o"));
        assertThat(peeked).isNotNull();
        assertThat(peeked.status().attributes().tags()).containsExactly(Map.entry("k", "v"));
        assertThat(peeked.status().etag()).isEqualTo(before.etag());
        assertThat(peeked.status().lastModifiedMillis()).isEqualTo(before.lastModifiedMillis());
        assertAllHits();
        assertThat(core.ufs().count(UfsCall.STAT)).isEqualTo(stats);
    }

    @Test
    void aReadThatBeganBeforeGoesOn() throws Exception {
        core.outside("cold", content);
        CachedObject object = core.find("cold");
        tag("cold", Map.of("k", "v"));
        assertThat(core.read(object, new ByteRange(0, LENGTH))).isEqualTo(content);
    }

    @Test
    void tagsAndPagesOutliveARestart() throws Exception {
        tag("o", Map.of("k", "v"));
        core.restart();
        assertThat(tags("o")).containsExactly(Map.entry("k", "v"));
        assertAllHits();
    }

    @Test
    void pagesThatOnlyTheIndexKnowsStayToo() throws Exception {
        core.restart();
        tag("o", Map.of("k", "v"));
        assertThat(tags("o")).containsExactly(Map.entry("k", "v"));
        assertAllHits();
    }

    @Test
    void aChangeThatFailedLeavesWhatTheUfsSays() throws Exception {
        tag("o", Map.of("old", "1"));
        core.ufs().fail(UfsCall.SET_TAGS, 1, UfsException.Kind.UNAVAILABLE);
        assertThatExceptionOfType(UfsException.class).isThrownBy(() -> tag("o", Map.of("new", "1")));
        long stats = core.ufs().count(UfsCall.STAT);
        assertThat(tags("o")).containsExactly(Map.entry("old", "1"));
        assertThat(core.ufs().count(UfsCall.STAT)).isEqualTo(stats + 1);
        assertAllHits();
    }

    @Test
    void aChangeOfUnknownOutcomeIsLookedUp() throws Exception {
        core.memory().setTags("b/o", Map.of("arrived", "1"));
        core.ufs().loseOutcome(UfsCall.SET_TAGS, 1);
        assertThatExceptionOfType(UfsException.class).isThrownBy(() -> tag("o", Map.of("arrived", "1")));
        assertThat(tags("o")).containsExactly(Map.entry("arrived", "1"));
        assertAllHits();
    }

    @Test
    void aRecordThatMayLackAChangeDoesNotStandInForTheUfs(@TempDir Path other) throws Exception {
        core.close();
        core = new CoreFixture(other, Duration.ofSeconds(60), Duration.ofHours(1), 8 << 20);
        core.put("o", content);
        core.find("o");
        core.ufs().loseOutcome(UfsCall.SET_TAGS, 1);
        assertThatExceptionOfType(UfsException.class).isThrownBy(() -> tag("o", Map.of("arrived", "1")));
        core.ufs().fail(UfsCall.STAT, 1, UfsException.Kind.UNAVAILABLE);
        assertThatExceptionOfType(UfsException.class)
                .isThrownBy(() -> core.find("o"))
                .matches(e -> e.kind() == UfsException.Kind.UNAVAILABLE);
    }

    @Test
    void aPutThatOverlapsWins() throws Exception {
        byte[] other = CoreFixture.random(LENGTH, 2);
        core.ufs().before(UfsCall.SET_TAGS, 1, () -> {
            try {
                core.put("o", other);
            } catch (UfsException e) {
                throw new AssertionError(e);
            }
        });
        tag("o", Map.of("k", "v"));
        assertThat(tags("o")).containsExactly(Map.entry("k", "v"));
        assertThat(core.read("o")).isEqualTo(other);
    }

    @Test
    void bytesChangedBehindTheWorkerAreNotServedFromOldPages() throws Exception {
        byte[] other = CoreFixture.random(LENGTH, 3);
        core.outside("o", other);
        tag("o", Map.of("k", "v"));
        assertThat(core.read("o")).isEqualTo(other);
    }

    @Test
    void whatIsNotThereIsNotMade() {
        assertThatExceptionOfType(UfsException.class)
                .isThrownBy(() -> tag("none", Map.of("k", "v")))
                .matches(e -> e.kind() == UfsException.Kind.NOT_FOUND);
    }
}
