package cacheworker.ufs.contract;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.RollUpCursor;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsListRequest;
import cacheworker.core.ufs.UfsStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What {@code list} promises, case by case. */
public interface UfsListContract extends UfsUnderTest {
    /** The families in which the order of a directory walk is wrong. */
    @Test
    default void entriesComeInByteOrder() throws Exception {
        for (String name : List.of("a/b", "a-b", "a.b", "a0", "a-/c", "a/", "b", "\uFFFDx", "\uD83D\uDE80x", "Z")) {
            calls().put(name, new byte[0]);
        }

        assertThat(calls().names(""))
                .containsExactly("Z", "a-/", "a-/c", "a-b", "a.b", "a/", "a/b", "a0", "b", "\uFFFDx", "\uD83D\uDE80x");
    }

    /** Nothing there, nowhere to be, not even a legal name. */
    @Test
    default void aPrefixWithNothingUnderItGivesNothing() throws Exception {
        calls().put("a/b", "x");

        for (String prefix : List.of("c", "c/", "a/c", "a/b/", "a/b/c", "../", "./", "a/../", "..", "x".repeat(300))) {
            assertThat(calls().names(prefix)).as(prefix).isEmpty();
            assertThat(calls().names(new UfsListRequest(prefix, "", "/", 10, false)))
                    .as(prefix)
                    .isEmpty();
        }
    }

    /** A prefix is characters, not a folder. */
    @Test
    default void aPrefixMayEndInsideAName() throws Exception {
        for (String name : List.of("logs/2024-01", "logs/2024-02/x", "logs/2025", "logs-old", "log")) {
            calls().put(name, new byte[0]);
        }

        assertThat(calls().names("logs/2024")).containsExactly("logs/2024-01", "logs/2024-02/", "logs/2024-02/x");
        assertThat(calls().names(new UfsListRequest("log", "", "/", 10, false)))
                .containsExactly("log", "logs-old", "logs/");
        assertThat(calls().names("logs/2024-01")).containsExactly("logs/2024-01");
    }

    /** The folder that the prefix names is an entry of its own listing. */
    @Test
    default void theFolderOfThePrefixIsListed() throws Exception {
        calls().put("dir/a", "x");
        calls().put("dir/sub/b", "x");

        assertThat(calls().names("dir/")).containsExactly("dir/", "dir/a", "dir/sub/", "dir/sub/b");
        List<UfsEntry> entries = calls().entries(new UfsListRequest("dir/", "", "/", 10, false));
        assertThat(entries.stream().map(UfsEntry::path)).containsExactly("dir/", "dir/a", "dir/sub/");
        assertThat(entries.stream().map(UfsEntry::isCommonPrefix)).containsExactly(false, false, true);
        assertThat(calls().names(new UfsListRequest("dir", "", "/", 10, false))).containsExactly("dir/");
    }

    /** Every case of the rule at {@link UfsListRequest#startAfter()}. */
    @Test
    default void startAfterIsExact() throws Exception {
        for (String name : List.of("a", "b/1", "b/2", "c")) {
            calls().put(name, new byte[0]);
        }

        assertThat(after("a", "")).containsExactly("b/", "b/1", "b/2", "c");
        assertThat(after("b", "")).containsExactly("b/", "b/1", "b/2", "c");
        assertThat(after("b/", "")).containsExactly("b/1", "b/2", "c");
        assertThat(after("b/1", "")).containsExactly("b/2", "c");
        assertThat(after("b/10", "")).containsExactly("b/2", "c");
        assertThat(after("b/2/x", "")).containsExactly("c");
        assertThat(after("z", "")).isEmpty();
        assertThat(after("a", "/")).containsExactly("b/", "c");
        assertThat(after("b", "/")).containsExactly("b/", "c");
        assertThat(after("b/", "/")).containsExactly("c");
        assertThat(after("b/1", "/")).containsExactly("b/", "c");
        assertThat(after("b/2", "/")).containsExactly("c");
        assertThat(after("b0", "/")).containsExactly("c");
    }

    private List<String> after(String startAfter, String delimiter) throws Exception {
        return calls().names(new UfsListRequest("", startAfter, delimiter, 10, false));
    }

    /** What a listing says of an object is what stat says, but for the attributes. */
    @Test
    default void listAndStatAgree() throws Exception {
        UfsAttributes attributes = new UfsAttributes(Map.of("content-type", "x/y"), Map.of("k", "v"));
        for (String name : List.of("one", "two/three", "two/four")) {
            calls().put(name, UfsCalls.randomBytes(name.length() * 100, 1), attributes);
        }

        for (UfsEntry entry : calls().entries(new UfsListRequest("", "", "", 10, false))) {
            UfsStatus status = Objects.requireNonNull(entry.status());
            assertThat(status).isEqualTo(ufs().stat(entry.path()).withoutAttributes());
        }
    }

    /** By the helper that every UFS shares. */
    @Test
    default void anyOtherDelimiterRollsUpToo() throws Exception {
        for (String name : List.of("a-1", "a-2", "a/-x", "b", "c--d", "c--e")) {
            calls().put(name, new byte[0]);
        }

        assertThat(rolledUp(new UfsListRequest("", "", "-", 10, false))).containsExactly("a-", "a/", "a/-", "b", "c-");
        assertThat(rolledUp(new UfsListRequest("", "a-", "-", 10, false))).containsExactly("a/", "a/-", "b", "c-");
        assertThat(rolledUp(new UfsListRequest("", "a-1", "-", 10, false)))
                .containsExactly("a-", "a/", "a/-", "b", "c-");
        assertThat(rolledUp(new UfsListRequest("c-", "", "-", 10, false))).containsExactly("c--");
        assertThat(rolledUp(new UfsListRequest("", "", "--", 10, false)))
                .containsExactly("a-1", "a-2", "a/", "a/-x", "b", "c--");
    }

    private List<String> rolledUp(UfsListRequest request) throws Exception {
        List<String> names = new ArrayList<>();
        try (UfsCursor cursor = RollUpCursor.list(ufs(), request)) {
            for (UfsEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
                names.add(entry.path());
            }
        }
        return names;
    }

    /** More entries than any page of a storage has. */
    @Test
    default void manyEntriesComeOnceEach() throws Exception {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 1100; i++) {
            String name = "many/%04d".formatted(i);
            calls().put(name, new byte[0]);
            expected.add(name);
        }

        assertThat(calls().names(new UfsListRequest("many/0", "", "", 100, false)))
                .containsExactlyElementsOf(expected.subList(0, 1000));
        assertThat(calls().names("many/")).hasSize(1101);
    }
}
