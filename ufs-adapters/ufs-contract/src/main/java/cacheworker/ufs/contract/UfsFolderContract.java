package cacheworker.ufs.contract;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsListRequest;
import cacheworker.core.ufs.UfsStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Folders: made as {@code dir/}, or implied by what lies under them. */
public interface UfsFolderContract extends UfsUnderTest {
    /** There is always a root. */
    @Test
    default void theRootIsAFolder() throws Exception {
        assertThat(ufs().stat("").isFolder()).isTrue();
        assertThat(calls().names("")).isEmpty();
        assertFails(Kind.BAD_NAME, () -> ufs().create("", new UfsCreateOptions(0, UfsAttributes.NONE)));
        assertFails(Kind.BAD_NAME, () -> ufs().delete(""));
    }

    /** Made, looked up, listed. */
    @Test
    default void aFolderIsMadeAndStays() throws Exception {
        calls().mkdir("made/");
        calls().mkdir("made/");
        UfsStatus status = ufs().stat("made/");

        assertThat(status.path()).isEqualTo("made/");
        assertThat(status.isFolder()).isTrue();
        assertThat(status.length()).isZero();
        assertThat(status.etag()).isEqualTo(UfsStatus.EMPTY_ETAG);
        assertThat(calls().names("")).containsExactly("made/");
        assertFails(Kind.NOT_FOUND, () -> ufs().stat("made"));
    }

    /** What is deleted inside does not take the folder with it. */
    @Test
    default void aMadeFolderOutlivesWhatWasInIt() throws Exception {
        calls().mkdir("made/inner/");
        calls().put("made/inner/object", "x");
        ufs().delete("made/inner/object");

        assertThat(ufs().stat("made/inner/").isFolder()).isTrue();
        ufs().delete("made/inner/");
        assertFails(Kind.NOT_FOUND, () -> ufs().stat("made/inner/"));
    }

    /** There as long as something is under it. */
    @Test
    default void anImpliedFolderComesAndGoesWithItsObjects() throws Exception {
        calls().put("implied/deep/one", "1");
        calls().put("implied/two", "2");
        assertThat(ufs().stat("implied/deep/").length()).isZero();

        ufs().delete("implied/deep/one");
        assertFails(Kind.NOT_FOUND, () -> ufs().stat("implied/deep/"));
        assertThat(ufs().stat("implied/").isFolder()).isTrue();

        ufs().delete("implied/two");
        assertFails(Kind.NOT_FOUND, () -> ufs().stat("implied/"));
        assertThat(calls().names("")).isEmpty();
    }

    /** Made after it was implied. */
    @Test
    default void anImpliedFolderCanBeMadeToStay() throws Exception {
        calls().put("kept/object", "x");
        calls().mkdir("kept/");
        ufs().delete("kept/object");

        assertThat(calls().names("")).containsExactly("kept/");
    }

    /** A folder has no bytes, so none are taken for it. */
    @Test
    default void aFolderTakesNoBytes() {
        assertFails(Kind.UNSUPPORTED, () -> ufs().create("folder/", new UfsCreateOptions(1, UfsAttributes.NONE)));
    }

    /** LIST and stat agree, on folders too. */
    @Test
    default void foldersAreListedAsStatSeesThem() throws Exception {
        calls().mkdir("made/");
        calls().put("implied/object", "x");

        for (UfsEntry entry : calls().entries(new UfsListRequest("", "", "", 10, false))) {
            assertThat(entry.status()).isEqualTo(ufs().stat(entry.path()).withoutAttributes());
        }
        assertThat(calls().names("")).containsExactly("implied/", "implied/object", "made/");
    }

    /** On a file system a name is one of both; on an object store it can be both. */
    @Test
    default void anObjectAndAFolderOfOneNameConflictOnAHierarchyOnly() throws Exception {
        calls().put("name", "object");
        calls().put("folder/object", "x");
        UfsCreateOptions nothing = new UfsCreateOptions(0, UfsAttributes.NONE);

        if (can(UfsCapability.HIERARCHICAL)) {
            for (String path : List.of("name/below", "name/below/deep", "name/", "folder", "folder/object/")) {
                assertFails(Kind.CONFLICT, () -> ufs().create(path, nothing).commit(UfsStatus.EMPTY_ETAG));
            }
            assertThat(calls().names("")).containsExactly("folder/", "folder/object", "name");
        } else {
            calls().put("name/below", "below");
            calls().put("folder", "folder");
            assertThat(calls().get("name")).asString().isEqualTo("object");
            assertThat(calls().get("name/below")).asString().isEqualTo("below");
            assertThat(calls().names(""))
                    .containsExactly("folder", "folder/", "folder/object", "name", "name/", "name/below");
        }
    }
}
