package cacheworker.ufs.local;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.base.ByteRange;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsListRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Symbolic links between and inside the buckets of a root mount, whose first segment is protected. */
class LinksInBucketsTest extends LocalUfsFixture {
    private static final UfsCreateOptions EMPTY = new UfsCreateOptions(0, UfsAttributes.NONE);

    @BeforeEach
    void twoBuckets() throws IOException {
        reopen(settings(1, true));
        calls.put("a/own", "own");
        calls.put("other/secret", "secret");
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(root().resolve(name), Path.of(target));
    }

    @Test
    void aLinkIntoAnotherBucketIsDeniedAndNotListed() throws IOException {
        link("a/file", "../other/secret");
        link("a/dir", "../other");
        link("a/up", "..");

        for (String name : List.of("a/file", "a/dir/secret", "a/up/other/secret")) {
            assertFails(Kind.DENIED, () -> ufs.stat(name));
            assertFails(Kind.DENIED, () -> ufs.open(name, "any", new ByteRange(0, 1)));
            assertFails(Kind.DENIED, () -> ufs.copy(name, "any", "a/copy", UfsAttributes.NONE));
            assertFails(Kind.DENIED, () -> ufs.create(name, EMPTY));
            assertFails(Kind.DENIED, () -> ufs.delete(name));
        }
        for (String folder : List.of("a/dir/", "a/up/", "a/up/other/")) {
            assertFails(Kind.DENIED, () -> ufs.stat(folder));
            assertFails(Kind.DENIED, () -> ufs.create(folder + "new", EMPTY));
            assertFails(Kind.DENIED, () -> ufs.create(folder + "new/", EMPTY));
            assertFails(Kind.DENIED, () -> ufs.delete(folder));
            assertThat(calls.names(folder)).isEmpty();
        }
        assertThat(calls.names("a/")).containsExactly("a/", "a/own");
        assertThat(calls.names(new UfsListRequest("a/", "", "/", 10, false))).containsExactly("a/", "a/own");
        assertThat(root().resolve("other/secret")).hasContent("secret");
    }

    @Test
    void aLinkIsNoBucket() throws IOException {
        link("alias", "other");
        link("me", ".");

        assertFails(Kind.DENIED, () -> ufs.stat("alias/"));
        assertFails(Kind.DENIED, () -> ufs.stat("alias/secret"));
        assertFails(Kind.DENIED, () -> ufs.stat("me/other/secret"));
        assertThat(calls.names(new UfsListRequest("", "", "/", 10, false))).containsExactly("a/", "other/");
    }

    @Test
    void aLinkToItsOwnBucketIsFollowed() throws IOException {
        calls.put("a/deep/down/object", "x");
        link("a/deep/down/home", "../..");
        link("a/short", "deep/down");

        assertThat(calls.get("a/deep/down/home/own")).asString().isEqualTo("own");
        assertThat(calls.get("a/short/object")).asString().isEqualTo("x");
        assertThat(calls.names("a/short/")).contains("a/short/object");
    }

    @Test
    void aBucketReachedThroughALinkIsNotRemoved() throws IOException {
        reopen(settings(0, true));
        link("a/link", "..");

        ufs.delete("a/link/other/secret");

        assertThat(root().resolve("other")).isEmptyDirectory();
    }

    @Test
    void removalOfEmptyParentsNeverGoesThroughALink() throws IOException {
        calls.put("a/real/sub/deep/object", "x");
        calls.put("a/way/sibling", "x");
        link("a/way/link", "../real");

        ufs.delete("a/way/link/sub/deep/object");

        assertThat(root().resolve("a/real/sub/deep")).isEmptyDirectory();
        assertThat(root().resolve("a/way/link")).isSymbolicLink();
        calls.put("a/way/link/new/object", "x");
        ufs.delete("a/way/link/new/object");
        assertThat(root().resolve("a/real/new")).isEmptyDirectory();
    }

    @Test
    void aFolderReachedThroughALinkIsDeletedOnlyByItsOwnName() throws IOException {
        calls.mkdir("a/real/");
        calls.mkdir("a/real/folder/");
        link("a/link", "real");

        assertFails(Kind.DENIED, () -> ufs.delete("a/link/folder/"));
        assertThat(root().resolve("a/real/folder")).isEmptyDirectory();

        ufs.delete("a/real/folder/");
        ufs.delete("a/link/");
        assertThat(calls.names("a/")).doesNotContain("a/link/", "a/real/folder/");
    }
}
