package cacheworker.core.mount;

import static cacheworker.core.mount.Fixtures.files;
import static cacheworker.core.mount.Fixtures.mount;
import static cacheworker.core.mount.Fixtures.namespace;
import static cacheworker.core.mount.Fixtures.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cacheworker.core.mount.NameException.Reason;
import cacheworker.core.ufs.FaultyUfs;
import cacheworker.core.ufs.MemoryUfs;
import cacheworker.core.ufs.UfsCall;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsOptions;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketTest {
    private final MemoryUfs root = files("a/k", "\uFFFD/", "\uD83D\uDE00/", ".x/k", "Unfit_/", "file", "b/c/hidden");

    @Test
    void bucketsAreTheFoldersOfTheRootMountAndTheMountsInUtf8Order() throws Exception {
        try (Namespace namespace =
                namespace(mount("", root), mount("m", store()), mount("a", store()), mount("n/deep", files()))) {
            assertThat(names(namespace)).containsExactly(".x", "Unfit_", "a", "b", "m", "n", "\uFFFD", "\uD83D\uDE00");
            assertThat(namespace.bucket("m").createdMillis()).isEqualTo(Fixtures.MOUNTED);
            assertThat(namespace.bucket("b").createdMillis()).isEqualTo(1_700_000_000_000L);
            assertThat(namespace.buckets()).contains(namespace.bucket("n"), namespace.bucket("b"));
        }
    }

    @Test
    void anObjectStoreIsNotAskedForABucketAgainAndAgain() throws Exception {
        FaultyUfs store = new FaultyUfs(store("a/k"));
        try (Namespace namespace = namespace(mount("", store))) {
            for (int i = 0; i < 100; i++) {
                namespace.requireBucket("a");
                assertRefused(Reason.NO_SUCH_BUCKET, () -> namespace.requireBucket("b"));
            }
            assertThat(store.count(UfsCall.STAT)).isBetween(101L, 110L);
            namespace.createBucket("b");
            namespace.requireBucket("b");
            namespace.deleteBucket("b");
            assertRefused(Reason.NO_SUCH_BUCKET, () -> namespace.requireBucket("b"));
        }
    }

    @Test
    void aDirectoryIsAskedForEveryTime() throws Exception {
        FaultyUfs directory = new FaultyUfs(root);
        try (Namespace namespace = namespace(mount("", directory))) {
            namespace.requireBucket("a");
            namespace.requireBucket("a");
            assertThat(directory.count(UfsCall.STAT)).isEqualTo(2);
        }
    }

    @Test
    void withoutARootMountTheMountsAreAll() throws Exception {
        try (Namespace namespace = namespace(mount("m", files()), mount("n/x/y", files()), mount("n/z", files()))) {
            assertThat(names(namespace)).containsExactly("m", "n");
            assertRefused(Reason.NO_SUCH_BUCKET, () -> namespace.bucket("a"));
            assertRefused(Reason.READ_ONLY, () -> namespace.createBucket("a"));
            assertRefused(Reason.NO_SUCH_BUCKET, () -> namespace.deleteBucket("a"));
        }
    }

    @Test
    void aFileBesideTheBucketsIsNone() {
        Namespace namespace = namespace(mount("", root));
        assertRefused(Reason.NO_SUCH_BUCKET, () -> namespace.bucket("file"));
        assertRefused(Reason.NO_SUCH_BUCKET, () -> namespace.deleteBucket("file"));
        assertFails(Kind.CONFLICT, () -> namespace.createBucket("file"));
    }

    @Test
    void aStoresReservedNameAndRootKeysAreNoBuckets() throws Exception {
        Namespace namespace = namespace(mount("", store(UfsOptions.RESERVED_NAME + "/x", "/k", "../k", "a/k", "k")));
        assertThat(names(namespace)).containsExactly("a");
        assertRefused(Reason.RESERVED, () -> namespace.bucket(UfsOptions.RESERVED_NAME));
        assertRefused(Reason.RESERVED, () -> namespace.createBucket(UfsOptions.RESERVED_NAME));
        assertRefused(Reason.RESERVED, () -> namespace.deleteBucket(UfsOptions.RESERVED_NAME));
        assertRefused(Reason.BAD_BUCKET_NAME, () -> namespace.bucket(".."));
    }

    @Test
    void oneBucketCostsOneQuestionAndAMountNone() throws Exception {
        FaultyUfs asked = new FaultyUfs(root);
        FaultyUfs mounted = new FaultyUfs(store());
        Namespace namespace = namespace(mount("", asked), mount("m", mounted));
        namespace.bucket("a");
        namespace.bucket("m");
        assertThat(asked.count(UfsCall.STAT)).isOne();
        assertThat(asked.count(UfsCall.LIST) + mounted.count(UfsCall.STAT) + mounted.count(UfsCall.LIST))
                .isZero();
    }

    @Test
    void aSickMountLeavesTheBucketsOfOthersAlone() throws Exception {
        FaultyUfs sick = new FaultyUfs(store());
        sick.failAll(UfsCall.STAT, Kind.UNAVAILABLE);
        sick.failAll(UfsCall.LIST, Kind.UNAVAILABLE);
        Namespace namespace = namespace(mount("", root), mount("sick", sick));
        assertThat(names(namespace)).contains("a", "sick");
        assertThat(namespace.bucket("sick").name()).isEqualTo("sick");
    }

    @Test
    void whatTheRootMountCannotTellIsNoMissingBucket() {
        FaultyUfs sick = new FaultyUfs(root);
        sick.failAll(UfsCall.STAT, Kind.UNAVAILABLE);
        Namespace namespace = namespace(mount("", sick));
        assertFails(Kind.UNAVAILABLE, () -> namespace.bucket("a"));
        assertFails(Kind.UNAVAILABLE, () -> namespace.createBucket("a"));
        assertFails(Kind.UNAVAILABLE, namespace::buckets);
    }

    @Test
    void aBucketIsMadeAndDeleted() throws Exception {
        Namespace namespace = namespace(mount("", root));
        namespace.createBucket("new-one");
        assertThat(root.holds("new-one/")).isTrue();
        assertRefused(Reason.BUCKET_EXISTS, () -> namespace.createBucket("new-one"));
        namespace.deleteBucket("new-one");
        assertRefused(Reason.NO_SUCH_BUCKET, () -> namespace.deleteBucket("new-one"));
        assertRefused(Reason.BUCKET_NOT_EMPTY, () -> namespace.deleteBucket("a"));
    }

    @Test
    void aMountIsNeitherMadeAgainNorDeleted() {
        Namespace namespace = namespace(mount("", root), mount("m", files()), mount("b/c", files()));
        for (String bucket : List.of("m", "b")) {
            assertRefused(Reason.BUCKET_EXISTS, () -> namespace.createBucket(bucket));
            assertRefused(Reason.READ_ONLY, () -> namespace.deleteBucket(bucket));
        }
    }

    @Test
    void aReadOnlyRootMountKeepsItsBuckets() {
        Namespace namespace = namespace(new Mount("", "memory:/", true, root));
        assertRefused(Reason.READ_ONLY, () -> namespace.createBucket("new-one"));
        assertRefused(Reason.READ_ONLY, () -> namespace.deleteBucket("a"));
        assertRefused(Reason.BUCKET_EXISTS, () -> namespace.createBucket("a"));
        assertRefused(Reason.NO_SUCH_BUCKET, () -> namespace.deleteBucket("new-one"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "a-b.c",
                "0ab",
                "x",
                "Upper",
                "under_score",
                "with space",
                "\u00e9t\u00e9",
                "a..b",
                "192.168.0.1",
                "xn--a"
            })
    void looseNamesAreTakenUnlessStrictOnesAreAskedFor(String name) throws Exception {
        new BucketNames(false).requireCreatable(name);
        if (!List.of("abc", "a-b.c", "0ab").contains(name)) {
            assertRefused(Reason.BAD_BUCKET_NAME, () -> new BucketNames(true).requireCreatable(name));
        } else {
            new BucketNames(true).requireCreatable(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".x", "a--x-s3", "a\u0001", "a\u007f", "a\nb", ".", "..", "a/b", "/", "", "a\0", "\uD83D"})
    void unsafeNamesAreNeverTaken(String name) {
        assertRefused(Reason.BAD_BUCKET_NAME, () -> new BucketNames(false).requireCreatable(name));
        assertRefused(Reason.BAD_BUCKET_NAME, () -> new BucketNames(true).requireCreatable(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                "-ab",
                "ab-",
                ".ab",
                "ab.",
                "aB1",
                "a_b",
                "sthree-a",
                "amzn-s3-demo-a",
                "a-s3alias",
                "a--ol-s3",
                "a.mrap",
                "a--table-s3"
            })
    void strictNamesFollowTheRulesOfS3(String name) {
        assertRefused(Reason.BAD_BUCKET_NAME, () -> new BucketNames(true).requireCreatable(name));
    }

    @Test
    void aNameHasAtMostTheBytesOfAFileName() throws Exception {
        new BucketNames(false).requireCreatable("\u00e9".repeat(127) + "x");
        assertRefused(Reason.BAD_BUCKET_NAME, () -> new BucketNames(false).requireCreatable("\u00e9".repeat(128)));
        assertRefused(Reason.BAD_BUCKET_NAME, () -> new BucketNames(true).requireCreatable("a".repeat(64)));
    }

    @Test
    void anUnfitBucketThatIsThereExists() throws Exception {
        Namespace namespace = new Namespace(List.of(mount("", root)), true, 0);
        assertRefused(Reason.BUCKET_EXISTS, () -> namespace.createBucket(".x"));
        assertRefused(Reason.BUCKET_EXISTS, () -> namespace.createBucket("Unfit_"));
        assertThat(namespace.bucket("Unfit_").name()).isEqualTo("Unfit_");
    }

    private static List<String> names(Namespace namespace) throws UfsException {
        return namespace.buckets().stream().map(Bucket::name).toList();
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(InstanceOfAssertFactories.type(NameException.class))
                .extracting(NameException::reason)
                .isEqualTo(reason);
    }

    private static void assertFails(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(InstanceOfAssertFactories.type(UfsException.class))
                .extracting(UfsException::kind)
                .isEqualTo(kind);
    }
}
