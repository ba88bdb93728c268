package cacheworker.ufs.contract;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.base.Utf8Order;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsListRequest;
import cacheworker.core.ufs.UfsOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which names a UFS takes, and that it takes them as they are. */
public interface UfsNameContract extends UfsUnderTest {
    /** Names that somebody's encoding, globbing or quoting breaks; a part of each is a folder. */
    List<String> ODD_NAMES = List.of(
            "space in/the name",
            " leading",
            "trailing ",
            "plus+and%percent",
            "%2F%2e%00",
            "question?mark=1&b#hash",
            "back\\slash\\..\\x",
            "star*[glob]{a,b}",
            "quote'double\"`tick`",
            "colon:semi;comma,",
            "~tilde/$dollar/!bang",
            "..dots...",
            ".hidden/.also",
            "dash-/-dash",
            "<tag>&amp;",
            "Zürich/Größe",
            "zu\u0308rich decomposed",
            "日本語/キー",
            "\uD83D\uDE80/\uD834\uDD1E rocket",
            "\uFB01 ligature \uFFFC",
            "CaseMatters",
            "casematters");

    /** Written, read, looked up and listed under the same name. */
    @Test
    default void oddNamesAreTakenAsTheyAre() throws Exception {
        for (String name : ODD_NAMES) {
            calls().put(name, name);
        }

        for (String name : ODD_NAMES) {
            assertThat(ufs().stat(name).path()).isEqualTo(name);
            assertThat(calls().get(name)).asString().isEqualTo(name);
        }
        assertThat(calls().names("").stream().filter(path -> !path.endsWith("/")))
                .containsExactlyElementsOf(
                        ODD_NAMES.stream().sorted(Utf8Order.INSTANCE).toList());
    }

    /** The longest key that S3 has, in segments that every file system takes. */
    @Test
    default void aKeyOf1024BytesIsTaken() throws Exception {
        String segment = "s".repeat(254) + "/";
        String name = segment.repeat(4) + "0123";

        calls().put(name, "deep");

        assertThat(calls().get(name)).asString().isEqualTo("deep");
        assertThat(calls().names(segment)).contains(name);
    }

    /** Both for objects and for folders, for reading and for writing. */
    @Test
    default void namesThatLeadElsewhereAreRefused() {
        for (String name : List.of("..", "../x", "a/../x", "a/..", ".", "./a", "a/./b", "a/.", "../", "nul\0")) {
            assertFails(Kind.BAD_NAME, () -> ufs().stat(name));
            assertFails(Kind.BAD_NAME, () -> ufs().create(name, new UfsCreateOptions(0, UfsAttributes.NONE)));
            assertFails(Kind.BAD_NAME, () -> ufs().delete(name));
        }
    }

    /** Never read, written or listed. */
    @Test
    default void theReservedNameIsRefusedAndNeverListed() throws Exception {
        String reserved = UfsOptions.RESERVED_NAME;
        calls().put("visible", "x");

        for (String name : List.of(reserved, reserved + "/", reserved + "/staging/x")) {
            assertFails(Kind.BAD_NAME, () -> ufs().stat(name));
            assertFails(Kind.BAD_NAME, () -> ufs().create(name, new UfsCreateOptions(0, UfsAttributes.NONE)));
            assertFails(Kind.BAD_NAME, () -> ufs().delete(name));
        }
        assertThat(calls().names("")).containsExactly("visible");
        assertThat(calls().names(reserved)).isEmpty();
        assertThat(calls().names(reserved + "/")).isEmpty();
        assertThat(calls().names(new UfsListRequest("", "", "/", 10, false))).containsExactly("visible");
    }

    /** A name that merely begins like the reserved one is nobody's but the user's. */
    @Test
    default void aNameThatBeginsLikeTheReservedOneIsOrdinary() throws Exception {
        String name = UfsOptions.RESERVED_NAME + "-not/x";
        calls().put(name, "x");

        assertThat(calls().names(UfsOptions.RESERVED_NAME)).contains(name);
    }
}
