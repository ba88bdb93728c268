package cacheworker.ufs.local;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsListRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far a recursive listing goes through symbolic links to directories. */
class LinksInListingsTest extends LocalUfsFixture {
    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(root().resolve(name), Path.of(target));
    }

    private List<String> withDelimiter(String prefix) throws IOException {
        return calls.names(new UfsListRequest(prefix, "", "/", 100, false));
    }

    @Test
    void aLinkToADirectoryAboveItIsListedButNotEntered() throws IOException {
        calls.put("b/a/object", "x");
        link("b/a/loop", ".");
        link("b/a/up", "..");

        assertThat(calls.names("")).containsExactly("b/", "b/a/", "b/a/loop/", "b/a/object", "b/a/up/");
        assertThat(calls.get("b/a/loop/loop/up/a/object")).asString().isEqualTo("x");
    }

    @Test
    void aFolderBehindALinkIsListedWhenItIsAskedFor() throws IOException {
        calls.put("b/a/object", "x");
        link("b/a/loop", ".");

        assertThat(withDelimiter("b/a/loop/")).containsExactly("b/a/loop/", "b/a/loop/loop/", "b/a/loop/object");
        assertThat(calls.names("b/a/loop/")).containsExactly("b/a/loop/", "b/a/loop/loop/", "b/a/loop/object");
        assertThat(calls.names("b/a/loop/loop/o")).containsExactly("b/a/loop/loop/object");
    }

    @Test
    void twoLinksThatLeadToEachOtherEnd() throws IOException {
        calls.put("a/object", "x");
        calls.put("b/object", "y");
        link("a/to-b", "../b");
        link("b/to-a", "../a");

        assertThat(calls.names("a/")).containsExactly("a/", "a/object", "a/to-b/", "a/to-b/object", "a/to-b/to-a/");
        assertThat(withDelimiter("a/to-b/to-a/")).contains("a/to-b/to-a/object", "a/to-b/to-a/to-b/");
    }

    @Test
    void aChainOfForkedLinksGrowsNoFasterThanItsLength() throws IOException {
        int length = 40;
        for (int i = 0; i < length; i++) {
            calls.put("d" + i + "/object", "x");
        }
        for (int i = 0; i + 1 < length; i++) {
            link("d" + i + "/left", "../d" + (i + 1));
            link("d" + i + "/right", "../d" + (i + 1));
        }

        List<String> names = calls.names(new UfsListRequest("", "", "", 100_000, false));

        assertThat(names).hasSizeLessThan(length * 12).contains("d0/left/object", "d0/left/right/");
        assertThat(names).doesNotContain("d0/left/right/object");
    }

    @Test
    void pagesEndWhereTheWholeListingEnds() throws IOException {
        calls.put("a/deep/object", "x");
        calls.put("b/object", "y");
        link("a/deep/loop", "..");
        link("a/deep/to-b", "../../b");
        link("b/to-a", "../a");
        List<String> whole = calls.names("");

        List<String> paged = new ArrayList<>();
        String after = "";
        for (List<String> page = List.of(""); !page.isEmpty(); ) {
            page = calls.names(new UfsListRequest("", after, "", 1, !after.isEmpty()));
            paged.addAll(page.subList(0, Math.min(1, page.size())));
            after = paged.get(paged.size() - 1);
        }

        assertThat(paged).isEqualTo(whole);
        assertThat(whole).contains("b/to-a/deep/to-b/").doesNotContain("b/to-a/deep/to-b/object");
    }

    @Test
    void aLinkToADirectoryAboveItIsDeletedLikeAnEmptyFolder() throws IOException {
        calls.put("b/a/object", "x");
        link("b/a/loop", ".");

        ufs.delete("b/a/loop/");

        assertThat(calls.names("")).containsExactly("b/", "b/a/", "b/a/object");
    }
}
