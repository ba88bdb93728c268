package cacheworker.ufs.contract;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsException.Kind;
import org.junit.jupiter.api.Test;

/** What {@code delete} promises. */
public interface UfsDeleteContract extends UfsUnderTest {
    /** Gone at once, everywhere. */
    @Test
    default void aDeletedObjectIsGone() throws Exception {
        calls().put("gone", "x");
        calls().put("stays", "x");

        ufs().delete("gone");

        assertFails(Kind.NOT_FOUND, () -> ufs().stat("gone"));
        assertThat(calls().names("")).containsExactly("stays");
    }

    /** Nothing is deleted twice. */
    @Test
    default void whatIsNotThereCannotBeDeleted() throws Exception {
        calls().put("there/object", "x");

        assertFails(Kind.NOT_FOUND, () -> ufs().delete("nowhere"));
        assertFails(Kind.NOT_FOUND, () -> ufs().delete("no/where/at/all"));
        assertFails(Kind.NOT_FOUND, () -> ufs().delete("nowhere/"));
        assertFails(Kind.NOT_FOUND, () -> ufs().delete("there"));
        assertFails(Kind.NOT_FOUND, () -> ufs().delete("there/object/"));
        assertFails(Kind.NOT_FOUND, () -> ufs().delete("there/object/below"));
        assertThat(calls().names("")).containsExactly("there/", "there/object");
    }

    /** Implied folders, and made ones with something in them. */
    @Test
    default void aFolderWithSomethingInItStays() throws Exception {
        calls().put("implied/object", "x");
        calls().mkdir("made/");
        calls().mkdir("made/inner/");

        assertFails(Kind.NOT_EMPTY, () -> ufs().delete("implied/"));
        assertFails(Kind.NOT_EMPTY, () -> ufs().delete("made/"));
        assertThat(calls().names("")).containsExactly("implied/", "implied/object", "made/", "made/inner/");
    }

    /** Written again after a delete. */
    @Test
    default void aDeletedNameCanBeWrittenAgain() throws Exception {
        String before = calls().put("again/object", "first").version();
        ufs().delete("again/object");
        String after = calls().put("again/object", "other").version();

        assertThat(after).isNotEqualTo(before);
        assertThat(calls().get("again/object")).asString().isEqualTo("other");
    }
}
