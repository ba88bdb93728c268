package cacheworker.core.mount;

import static cacheworker.core.mount.Fixtures.files;
import static cacheworker.core.mount.Fixtures.list;
import static cacheworker.core.mount.Fixtures.mount;
import static cacheworker.core.mount.Fixtures.namespace;
import static cacheworker.core.mount.Fixtures.request;
import static cacheworker.core.mount.Fixtures.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cacheworker.core.base.ObjectKey;
import cacheworker.core.mount.NameException.Reason;
import cacheworker.core.ufs.FaultyUfs;
import cacheworker.core.ufs.UfsCall;
import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsListRequest;
import cacheworker.core.ufs.UfsOptions;
import cacheworker.core.ufs.UfsStatus;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamespaceListTest {
    private static final String RESERVED = UfsOptions.RESERVED_NAME;

    @Test
    void aBucketOfTheRootMountListsItsOwnKeysAlone() throws Exception {
        Namespace namespace = namespace(mount("", files("a/k", "a/x/y", "a-/k", "a0/k", "k")));
        assertThat(list(namespace, "a", request("", ""))).containsExactly("k", "x/", "x/y");
        assertThat(list(namespace, "a", request("", "/"))).containsExactly("k", "*x/");
        assertThat(list(namespace, "a", request("x/", "/"))).containsExactly("x/", "x/y");
    }

    @Test
    void anEmptyBucketHasNoKeysAndAMissingOneIsNone() throws Exception {
        Namespace namespace = namespace(mount("", files("empty/", "file")), mount("m", store()));
        assertThat(list(namespace, "empty", request("", ""))).isEmpty();
        assertThat(list(namespace, "m", request("", "/"))).isEmpty();
        for (String missing : new String[] {"missing", "file", "empt"}) {
            assertThatThrownBy(() -> namespace.list(missing, request("", "")))
                    .isInstanceOfSatisfying(
                            NameException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_SUCH_BUCKET));
        }
    }

    @Test
    void aNestedMountShadowsWhatLiesUnderItsName() throws Exception {
        Namespace namespace = namespace(
                mount("", files("b/c/old", "b/c/x/old", "b/c-", "b/c0", "b/deep/own")),
                mount("b/c", store("new")),
                mount("b/deep/er", store("k")));
        assertThat(list(namespace, "b", request("", "")))
                .containsExactly("c-", "c/", "c/new", "c0", "deep/", "deep/er/", "deep/er/k", "deep/own");
        assertThat(list(namespace, "b", request("", "/"))).containsExactly("c-", "*c/", "c0", "*deep/");
        assertThat(list(namespace, "b", request("deep/", "/"))).containsExactly("deep/", "*deep/er/", "deep/own");
        assertThat(list(namespace, "b", request("c", ""))).containsExactly("c-", "c/", "c/new", "c0");
        assertThat(list(namespace, "b", request("deep/e", "/"))).containsExactly("*deep/er/");
    }

    @Test
    void anObjectUnderTheNameOfAMountPointIsHidden() throws Exception {
        Namespace namespace =
                namespace(mount("", store("b/c", "b/deep", "b/k")), mount("b/c", store()), mount("b/deep/er", store()));
        assertThat(list(namespace, "b", request("", ""))).containsExactly("c/", "deep", "deep/", "deep/er/", "k");
    }

    @Test
    void aBucketThatOnlyNestedMountsMakeShowsTheirFolders() throws Exception {
        Namespace namespace = namespace(mount("b/deep/er", store("k")));
        assertThat(list(namespace, "b", request("", ""))).containsExactly("deep/", "deep/er/", "deep/er/k");
        assertThat(list(namespace, "b", request("", "/"))).containsExactly("*deep/");
        assertThat(list(namespace, "b", request("x", ""))).isEmpty();
    }

    @Test
    void theReservedNameIsNeverListed() throws Exception {
        String hidden = RESERVED + "/staging/1";
        Namespace namespace =
                namespace(mount("", store("b/" + hidden, "b/k/" + RESERVED, hidden)), mount("b/c", store(hidden, "x")));
        assertThat(list(namespace, "b", request("", ""))).containsExactly("c/", "c/x", "k/", "k/" + RESERVED);
        assertThat(list(namespace, "b", request(".", "/"))).isEmpty();
        assertThat(list(namespace, "b", request(RESERVED + "/", ""))).isEmpty();
        assertThat(list(namespace, "b", request("c/" + RESERVED + "/", ""))).isEmpty();
        assertThat(list(namespace, "b", request("c/" + RESERVED, ""))).isEmpty();
    }

    @Test
    void keysThatCannotBeAskedForAreNotListed() throws Exception {
        Namespace namespace = namespace(mount("m", store("a/../b", "./k", "a/./", "a/..b", "a\0b", "//k", "x")));
        assertThat(list(namespace, "m", request("", ""))).containsExactly("/", "//", "//k", "a/", "a/..b", "x");
        assertThat(list(namespace, "m", request("", "/"))).containsExactly("*/", "*a/", "x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../",
                "a/../",
                "./",
                "a/./k",
                "a\0",
                "\uD83D",
                "/",
                "//",
                "a//",
                "x/../../other/",
                "a/.s3-cache-worker/"
            })
    void aPrefixThatNoKeyHereCanHaveGivesNothing(String prefix) throws Exception {
        FaultyUfs asked = new FaultyUfs(files("b/a/k", "other/secret"));
        Namespace namespace = namespace(mount("", asked));
        assertThat(list(namespace, "b", request(prefix, ""))).isEmpty();
        assertThat(list(namespace, "b", request(prefix, "/"))).isEmpty();
        assertThat(asked.count(UfsCall.LIST)).isZero();
    }

    @Test
    void aPrefixMayEndInANameWithDots() throws Exception {
        Namespace namespace = namespace(mount("", files("b/a/..k", "b/.k")));
        assertThat(list(namespace, "b", request("a/..", ""))).containsExactly("a/..k");
        assertThat(list(namespace, "b", request(".", "/"))).containsExactly(".k");
    }

    @Test
    void onlyMountsThatTheListingGetsToAreAsked() throws Exception {
        FaultyUfs sick = new FaultyUfs(store("k"));
        sick.failAll(UfsCall.LIST, Kind.UNAVAILABLE);
        sick.failAll(UfsCall.STAT, Kind.UNAVAILABLE);
        Namespace namespace = namespace(mount("", files("b/a", "b/b", "b/z")), mount("b/m", sick));
        assertThat(list(namespace, "b", request("", "/"))).containsExactly("a", "b", "*m/", "z");
        assertThat(list(namespace, "b", request("z", ""))).containsExactly("z");
        assertThat(list(namespace, "b", new UfsListRequest("", "n", "", 10, false)))
                .containsExactly("z");
        try (UfsCursor cursor = namespace.list("b", request("", ""))) {
            assertThat(Fixtures.texts(cursor, 2)).containsExactly("a", "b");
            assertThatThrownBy(cursor::next).isInstanceOf(UfsException.class);
        }
        assertThatThrownBy(() -> namespace.list("b", request("m/", "/"))).isInstanceOf(UfsException.class);
    }

    @Test
    void whatANestedMountHidesIsNotReadThrough() throws Exception {
        String[] hidden = IntStream.range(0, 2000).mapToObj(i -> "b/m/" + i).toArray(String[]::new);
        FaultyUfs root = new FaultyUfs(files(hidden));
        Namespace namespace = namespace(mount("", root), mount("b/m", store("k")));
        assertThat(list(namespace, "b", request("", ""))).containsExactly("m/", "m/k");
        assertThat(root.count(UfsCall.NEXT)).isLessThan(10);
    }

    @Test
    void aFolderIsTheSameInAListingAndAlone() throws Exception {
        Namespace namespace =
                namespace(mount("", files("b/x/k")), mount("b/c", files("k")), mount("b/deep/er", store()));
        try (UfsCursor cursor = namespace.list("b", request("", ""))) {
            for (UfsEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
                Location location = namespace.locate(new ObjectKey("b", entry.path()));
                UfsStatus alone = location.ufs().stat(location.path());
                assertThat(entry.status())
                        .usingRecursiveComparison()
                        .ignoringFields("path")
                        .isEqualTo(alone);
            }
        }
    }
}
