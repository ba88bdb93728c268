package cacheworker.core.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cacheworker.core.CoreFixture;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCall;
import cacheworker.core.ufs.UfsCondition;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsStatus;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a storage that decides conditions of puts and deletions, and copies without any. */
class ConditionalWriteTest {
    private static final int PAGE = CoreFixture.PAGE;

    @TempDir
    Path home;

    private CoreFixture core;

    @BeforeEach
    void open() {
        core = new CoreFixture(home, Duration.ofMillis(-1), Duration.ZERO, 8 << 20);
    }

    @AfterEach
    void close() {
        core.close();
    }

    private UfsStatus put(byte[] content, UfsCondition condition) throws Exception {
        UfsCreateOptions create = new UfsCreateOptions(content.length, UfsAttributes.NONE, condition);
        try (ObjectUpload upload = core.writer().upload(CoreFixture.key("o"), create)) {
            upload.write(ByteBuffer.wrap(content));
            return upload.commit(UfsContent.of(CoreFixture.md5(content)));
        }
    }

    private static void assertFails(Kind kind, ThrowingCallable call) {
        assertThatExceptionOfType(UfsException.class)
                .isThrownBy(call)
                .extracting(UfsException::kind)
                .isEqualTo(kind);
    }

    @Test
    void whatIsWrittenUnderAConditionIsReadFromTheCache() throws Exception {
        byte[] first = CoreFixture.random(2 * PAGE, 1);
        byte[] second = CoreFixture.random(2 * PAGE, 2);
        UfsStatus written = put(first, UfsCondition.ABSENT);
        put(second, UfsCondition.etag(written.etag()));
        assertThat(core.read("o")).isEqualTo(second);
        assertThat(core.bytesFromUfs()).isZero();
    }

    @Test
    void aRefusalAtTheCommitLeavesTheOldObject() throws Exception {
        byte[] old = CoreFixture.random(PAGE, 3);
        UfsStatus written = core.put("o", old);
        core.ufs().fail(UfsCall.COMMIT, 1, Kind.CONDITION_FAILED);
        assertFails(Kind.CONDITION_FAILED, () -> put(CoreFixture.random(PAGE, 4), UfsCondition.etag(written.etag())));
        assertThat(core.read("o")).isEqualTo(old);
    }

    @Test
    void whoHasLostAlreadyIsToldBeforeTheUfsIsWrittenTo() throws Exception {
        core.put("o", CoreFixture.random(PAGE, 5));
        long begun = core.ufs().count(UfsCall.CREATE);
        assertFails(Kind.CONDITION_FAILED, () -> put(new byte[1], UfsCondition.ABSENT));
        assertFails(Kind.CONDITION_FAILED, () -> put(new byte[1], UfsCondition.etag("other")));
        assertThat(core.ufs().count(UfsCall.CREATE)).isEqualTo(begun);
    }

    @Test
    void aCopyUnderAConditionIsMadeByAPutWhereTheStorageKnowsOnlyThat() throws Exception {
        byte[] content = CoreFixture.random(2 * PAGE, 6);
        core.put("source", content);
        UfsStatus target = core.put("o", CoreFixture.random(PAGE, 7));
        assertFails(Kind.CONDITION_FAILED, () -> copy(UfsCondition.ABSENT));
        assertFails(Kind.CONDITION_FAILED, () -> copy(UfsCondition.etag("other")));
        copy(UfsCondition.etag(target.etag()));
        assertThat(core.read("o")).isEqualTo(content);
        assertThat(core.ufs().count(UfsCall.COPY)).isZero();
        copy(UfsCondition.NONE);
        assertThat(core.ufs().count(UfsCall.COPY)).isEqualTo(1);
    }

    private void copy(UfsCondition condition) throws Exception {
        core.writer().copy(core.find("source"), CoreFixture.key("o"), UfsAttributes.NONE, condition);
    }

    @Test
    void aDeletionThatIsRefusedLeavesTheObject() throws Exception {
        byte[] content = CoreFixture.random(PAGE, 8);
        UfsStatus written = core.put("o", content);
        assertFails(Kind.CONDITION_FAILED, () -> delete(UfsCondition.etag("other")));
        assertThat(core.read("o")).isEqualTo(content);
        delete(UfsCondition.etag(written.etag()));
        assertFails(Kind.NOT_FOUND, () -> core.find("o"));
        assertFails(Kind.NOT_FOUND, () -> delete(UfsCondition.etag(written.etag())));
        delete(UfsCondition.NONE);
    }

    private void delete(UfsCondition condition) throws Exception {
        core.writer().delete(CoreFixture.key("o"), condition);
    }
}
