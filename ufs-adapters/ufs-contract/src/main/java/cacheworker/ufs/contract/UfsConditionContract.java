package cacheworker.ufs.contract;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static cacheworker.ufs.contract.UfsCalls.md5;
import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UfsCondition;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsMultipart;
import cacheworker.core.ufs.UfsOutput;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.ufs.UfsPartOutput;
import cacheworker.core.ufs.UfsStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a {@link UfsCondition} promises where it is declared, and that it is refused where it is not. */
public interface UfsConditionContract extends UfsUnderTest {
    /** Nothing is written past a condition that nobody decides. */
    @Test
    default void conditionsThatAreNotDeclaredAreRefused() throws Exception {
        UfsStatus there = calls().put("there", "old");
        UfsCondition holds = UfsCondition.etag(there.etag());
        if (!can(UfsCapability.CONDITIONAL_PUT)) {
            assertFails(Kind.UNSUPPORTED, () -> calls().put("new", "x", UfsCondition.ABSENT));
            assertFails(Kind.UNSUPPORTED, () -> calls().put("there", "x", holds));
        }
        if (can(UfsCapability.SERVER_SIDE_COPY) && !can(UfsCapability.CONDITIONAL_COPY)) {
            assertFails(Kind.UNSUPPORTED, () -> copy(there, "new", UfsCondition.ABSENT));
        }
        if (!can(UfsCapability.CONDITIONAL_DELETE)) {
            assertFails(Kind.UNSUPPORTED, () -> ufs().delete("there", holds));
        }
        assertThat(calls().names("")).containsExactly("there");
        assertThat(ufs().stat("there")).isEqualTo(there);
    }

    /** Once, and not again. */
    @Test
    default void whatMustNotBeThereIsMadeOnce() throws Exception {
        if (!can(UfsCapability.CONDITIONAL_PUT)) {
            return;
        }
        UfsStatus first = calls().put("deep/new", "first", UfsCondition.ABSENT);

        assertFails(Kind.CONDITION_FAILED, () -> calls().put("deep/new", "other", UfsCondition.ABSENT));

        assertThat(ufs().stat("deep/new")).isEqualTo(first);
        assertThat(calls().get("deep/new")).asString().isEqualTo("first");
        ufs().delete("deep/new");
        calls().put("deep/new", "again", UfsCondition.ABSENT);
        assertThat(calls().get("deep/new")).asString().isEqualTo("again");
    }

    /** By its ETag; every write makes another. */
    @Test
    default void whatMustHaveAnEtagIsReplacedOnlyThen() throws Exception {
        if (!can(UfsCapability.CONDITIONAL_PUT)) {
            return;
        }
        UfsCondition first = UfsCondition.etag(calls().put("swapped", "first").etag());
        UfsStatus second = calls().put("swapped", "second", first);

        assertFails(Kind.CONDITION_FAILED, () -> calls().put("swapped", "third", first));
        assertFails(Kind.CONDITION_FAILED, () -> calls().put("swapped", "third", UfsCondition.etag("")));

        assertThat(ufs().stat("swapped")).isEqualTo(second);
        assertThat(calls().get("swapped")).asString().isEqualTo("second");
    }

    /** And leaves no trace, not even a folder. */
    @Test
    default void whatMustBeThereIsNotMade() throws Exception {
        if (!can(UfsCapability.CONDITIONAL_PUT)) {
            return;
        }
        UfsCondition any = UfsCondition.etag(md5(new byte[0]));

        assertFails(Kind.NOT_FOUND, () -> calls().put("deep/er/missing", "x", any));
        assertFails(Kind.NOT_FOUND, () -> calls().put("deep/er/folder/", "", any));

        assertThat(calls().names("")).isEmpty();
    }

    /** Others publish between the beginning and the end. */
    @Test
    default void theCommitDecides() throws Exception {
        if (!can(UfsCapability.CONDITIONAL_PUT)) {
            return;
        }
        UfsStatus old = calls().put("old", "old");
        byte[] bytes = "late".getBytes(StandardCharsets.UTF_8);
        UfsCreateOptions asNew = new UfsCreateOptions(bytes.length, UfsAttributes.NONE, UfsCondition.ABSENT);
        UfsCreateOptions asOld = new UfsCreateOptions(bytes.length, UfsAttributes.NONE, UfsCondition.etag(old.etag()));
        try (UfsOutput first = ufs().create("new", asNew);
                UfsOutput other = ufs().create("old", asOld)) {
            first.write(ByteBuffer.wrap(bytes));
            other.write(ByteBuffer.wrap(bytes));
            calls().put("new", "came between");
            calls().put("old", "came between");

            assertFails(Kind.CONDITION_FAILED, () -> first.commit(md5(bytes)));
            assertFails(Kind.CONDITION_FAILED, () -> other.commit(md5(bytes)));
        }
        assertThat(calls().get("new")).asString().isEqualTo("came between");
        assertThat(calls().get("old")).asString().isEqualTo("came between");
    }

    /** A folder has the ETag of no bytes. */
    @Test
    default void foldersAreMadeUnderConditionsToo() throws Exception {
        if (!can(UfsCapability.CONDITIONAL_PUT)) {
            return;
        }
        calls().put("made/", "", UfsCondition.ABSENT);

        assertFails(Kind.CONDITION_FAILED, () -> calls().put("made/", "", UfsCondition.ABSENT));
        assertFails(Kind.CONDITION_FAILED, () -> calls().put("made/", "", UfsCondition.etag("other")));
        calls().put("made/", "", UfsCondition.etag(UfsStatus.EMPTY_ETAG));

        if (can(UfsCapability.HIERARCHICAL)) {
            calls().put("implied/object", "x");
            assertFails(Kind.CONDITION_FAILED, () -> calls().put("implied/", "", UfsCondition.ABSENT));
            assertFails(Kind.CONFLICT, () -> calls().put("made", "x", UfsCondition.ABSENT));
        }
        assertThat(calls().names("made")).containsExactly("made/");
    }

    private UfsStatus copy(UfsStatus source, String to, UfsCondition condition) throws UfsException {
        return ufs().copy(source.path(), source.version(), to, UfsAttributes.NONE, condition);
    }

    /** The condition is on the target. */
    @Test
    default void copiesAreMadeUnderConditions() throws Exception {
        if (!can(UfsCapability.CONDITIONAL_COPY)) {
            return;
        }
        UfsStatus source = calls().put("source", "bytes");
        UfsStatus target = calls().put("target", "old");

        assertFails(Kind.CONDITION_FAILED, () -> copy(source, "target", UfsCondition.ABSENT));
        assertFails(Kind.CONDITION_FAILED, () -> copy(source, "target", UfsCondition.etag(source.etag())));
        assertFails(Kind.NOT_FOUND, () -> copy(source, "deep/missing", UfsCondition.etag(source.etag())));
        assertThat(calls().names("")).containsExactly("source", "target");
        assertThat(ufs().stat("target")).isEqualTo(target);
        copy(source, "target", UfsCondition.etag(target.etag()));
        copy(source, "deep/new", UfsCondition.ABSENT);
        assertThat(calls().get("target")).asString().isEqualTo("bytes");
        assertThat(calls().get("deep/new")).asString().isEqualTo("bytes");
    }

    /** What has changed since it was looked at stays. */
    @Test
    default void deletionsAreMadeUnderConditions() throws Exception {
        if (!can(UfsCapability.CONDITIONAL_DELETE)) {
            return;
        }
        UfsStatus object = calls().put("object", "bytes");
        calls().mkdir("folder/");

        assertFails(Kind.CONDITION_FAILED, () -> ufs().delete("object", UfsCondition.etag("other")));
        assertFails(Kind.CONDITION_FAILED, () -> ufs().delete("folder/", UfsCondition.etag("other")));
        assertFails(Kind.NOT_FOUND, () -> ufs().delete("missing", UfsCondition.etag(object.etag())));
        assertFails(Kind.NOT_FOUND, () -> ufs().delete("mis/sing", UfsCondition.PRESENT));
        assertThat(calls().names("")).containsExactly("folder/", "object");
        ufs().delete("object", UfsCondition.etag(object.etag()));
        ufs().delete("folder/", UfsCondition.etag(UfsStatus.EMPTY_ETAG));
        assertThat(calls().names("")).isEmpty();
    }

    private List<UfsPart> upload(String path, String id, String text) throws UfsException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (UfsPartOutput part = ufs().multipart().part(path, id, 1, bytes.length)) {
            part.write(ByteBuffer.wrap(bytes));
            return List.of(part.commit(md5(bytes)));
        }
    }

    /** An upload that may not be completed is still there. */
    @Test
    default void uploadsInPartsAreCompletedUnderConditions() throws Exception {
        if (!can(UfsCapability.CONDITIONAL_PUT) || !can(UfsCapability.MULTIPART)) {
            return;
        }
        UfsMultipart multipart = ufs().multipart();
        UfsContent content = UfsContent.of(UfsMultipartContract.ETAG);
        String lost = multipart.begin("deep/object", UfsAttributes.NONE);
        List<UfsPart> late = upload("deep/object", lost, "late");
        assertFails(
                Kind.NOT_FOUND,
                () -> multipart.complete("deep/object", lost, late, content, UfsCondition.etag("other")));
        String won = multipart.begin("deep/object", UfsAttributes.NONE);
        List<UfsPart> parts = upload("deep/object", won, "first");

        UfsStatus first = multipart.complete("deep/object", won, parts, content, UfsCondition.ABSENT);

        assertThat(ufs().stat("deep/object")).isEqualTo(first);
        assertFails(
                Kind.CONDITION_FAILED,
                () -> multipart.complete("deep/object", lost, late, content, UfsCondition.ABSENT));
        assertFails(
                Kind.CONDITION_FAILED,
                () -> multipart.complete("deep/object", lost, late, content, UfsCondition.etag("other")));
        assertThat(calls().get("deep/object")).asString().isEqualTo("first");
        assertThat(multipart.parts("deep/object", lost, 0, 10)).hasSize(1);
        multipart.complete("deep/object", lost, late, content, UfsCondition.etag(first.etag()));
        assertThat(calls().get("deep/object")).asString().isEqualTo("late");
    }
}
