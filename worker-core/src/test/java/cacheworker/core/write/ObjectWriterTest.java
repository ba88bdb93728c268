package cacheworker.core.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cacheworker.core.CoreFixture;
import cacheworker.core.base.ObjectKey;
import cacheworker.core.mount.NameException;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCall;
import cacheworker.core.ufs.UfsCondition;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsStatus;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectWriterTest {
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

    @Test
    void pagesOfAPutAreHits() throws UfsException {
        byte[] content = CoreFixture.random(3 * PAGE + 5, 1);
        UfsStatus written = core.put("o", content);
        assertThat(written.etag()).isEqualTo(CoreFixture.md5(content));
        assertThat(core.read("o")).isEqualTo(content);
        assertThat(core.bytesFromUfs()).isZero();
    }

    @Test
    void abortedPutLeavesTheOldObject() throws UfsException {
        byte[] old = CoreFixture.random(PAGE, 2);
        core.put("o", old);
        try (ObjectUpload upload = core.begin("o", 2L * PAGE)) {
            upload.write(ByteBuffer.wrap(CoreFixture.random(PAGE, 3)));
        }
        assertThat(core.read("o")).isEqualTo(old);
    }

    @Test
    void failedCommitLeavesTheOldObjectAndNoStaleRecord() throws UfsException {
        byte[] old = CoreFixture.random(PAGE, 4);
        core.put("o", old);
        core.ufs().fail(UfsCall.COMMIT, 1, UfsException.Kind.NO_SPACE);
        assertThatExceptionOfType(UfsException.class)
                .isThrownBy(() -> core.put("o", CoreFixture.random(PAGE, 5)))
                .matches(e -> e.kind() == UfsException.Kind.NO_SPACE);
        assertThat(core.read("o")).isEqualTo(old);
    }

    @Test
    void outcomeThatIsUnknownIsLookedUp() throws UfsException {
        core.put("o", CoreFixture.random(PAGE, 6));
        byte[] next = CoreFixture.random(PAGE, 7);
        core.ufs().loseOutcome(UfsCall.COMMIT, 1);
        assertThatExceptionOfType(UfsException.class)
                .isThrownBy(() -> core.put("o", next))
                .matches(UfsException::outcomeUnknown);
        byte[] read = core.read("o");
        assertThat(read).isIn(next, CoreFixture.random(PAGE, 6));
        assertThat(core.find("o").status().etag()).isEqualTo(CoreFixture.md5(read));
    }

    @Test
    void readDuringAWriteIsTheOldObjectAndAfterItTheNew() throws UfsException {
        byte[] old = CoreFixture.random(2 * PAGE, 8);
        byte[] next = CoreFixture.random(2 * PAGE, 9);
        core.put("o", old);
        try (ObjectUpload upload = core.begin("o", next.length)) {
            upload.write(ByteBuffer.wrap(next));
            assertThat(core.read("o")).isEqualTo(old);
            upload.commit(UfsContent.of(CoreFixture.md5(next)));
            assertThat(core.read("o")).isEqualTo(next);
        }
        assertThat(core.read("o")).isEqualTo(next);
    }

    @Test
    void lastOfTwoOverlappingWritersIsWhatIsRead() throws UfsException {
        byte[] first = CoreFixture.random(PAGE, 10);
        byte[] second = CoreFixture.random(PAGE, 11);
        try (ObjectUpload one = core.begin("o", PAGE);
                ObjectUpload two = core.begin("o", PAGE)) {
            one.write(ByteBuffer.wrap(first));
            two.write(ByteBuffer.wrap(second));
            two.commit(UfsContent.of(CoreFixture.md5(second)));
            assertThat(core.read("o")).isEqualTo(second);
            one.commit(UfsContent.of(CoreFixture.md5(first)));
        }
        assertThat(core.read("o")).isEqualTo(first);
    }

    @Test
    void deletedObjectIsGoneAtOnce() throws Exception {
        core.put("o", CoreFixture.random(PAGE, 12));
        core.read("o");
        core.writer().delete(CoreFixture.key("o"));
        assertThatExceptionOfType(UfsException.class)
                .isThrownBy(() -> core.find("o"))
                .matches(e -> e.kind() == UfsException.Kind.NOT_FOUND);
        core.writer().delete(CoreFixture.key("o"));
    }

    @Test
    void copyHasTheBytesAndTheAttributesGiven() throws Exception {
        byte[] content = CoreFixture.random(2 * PAGE, 13);
        core.put("o", content);
        UfsAttributes attributes = new UfsAttributes(java.util.Map.of("content-type", "a/b"), java.util.Map.of());
        core.writer().copy(core.find("o"), CoreFixture.key("copy"), attributes, UfsCondition.NONE);
        assertThat(core.read("copy")).isEqualTo(content);
        assertThat(core.find("copy").status().attributes()).isEqualTo(attributes);
        assertThat(core.find("copy").status().etag()).isEqualTo(CoreFixture.md5(content));
    }

    @Test
    void writeIntoAMissingBucketIsRefused() {
        assertThatExceptionOfType(NameException.class)
                .isThrownBy(() -> core.writer().upload(new ObjectKey("nobucket", "k"), 1, UfsAttributes.NONE))
                .matches(e -> e.reason() == NameException.Reason.NO_SUCH_BUCKET);
        assertThatExceptionOfType(NameException.class)
                .isThrownBy(() -> core.writer().delete(new ObjectKey("nobucket", "k")))
                .matches(e -> e.reason() == NameException.Reason.NO_SUCH_BUCKET);
    }
}
