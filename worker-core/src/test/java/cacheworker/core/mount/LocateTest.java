package cacheworker.core.mount;

import static cacheworker.core.mount.Fixtures.files;
import static cacheworker.core.mount.Fixtures.mount;
import static cacheworker.core.mount.Fixtures.namespace;
import static cacheworker.core.mount.Fixtures.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cacheworker.core.base.ObjectKey;
import cacheworker.core.mount.NameException.Reason;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsOptions;
import cacheworker.core.ufs.UfsOutput;
import cacheworker.core.ufs.UfsStatus;
import java.util.function.Function;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where keys lead: root mount of files; {@code s3} a store; {@code b/c}, {@code b/c/x/d} files; {@code b/deep/er} a
 * store.
 */
class LocateTest {
    private static final String RESERVED = UfsOptions.RESERVED_NAME;

    private final Namespace namespace = namespace(
            mount("", files()),
            mount("s3", store()),
            mount("b/c", files()),
            mount("b/c/x/d", files()),
            mount("b/deep/er", store()));

    @ParameterizedTest
    @CsvSource({
        "a,  k,               '',        a/k",
        "a,  dir/,            '',        a/dir/",
        "a,  x/y/z,           '',        a/x/y/z",
        "s3, k/l,             s3,        k/l",
        "b,  k,               '',        b/k",
        "b,  cc/k,            '',        b/cc/k",
        "b,  c-,              '',        b/c-",
        "b,  c/,              b/c,       ''",
        "b,  c/k,             b/c,       k",
        "b,  c/x/k,           b/c,       x/k",
        "b,  c/x/d/,          b/c/x/d,   ''",
        "b,  c/x/d/k/,        b/c/x/d,   k/",
        "b,  deep,            '',        b/deep",
        "b,  deep/k,          '',        b/deep/k",
        "b,  deep/er/k,       b/deep/er, k",
        "b,  deep/er/c/k,     b/deep/er, c/k",
    })
    void theLongestMountPathThatTheKeyLiesUnderHasIt(String bucket, String key, String mount, String path)
            throws Exception {
        Location location = namespace.locate(new ObjectKey(bucket, key));
        assertThat(location.mount().path()).isEqualTo(mount);
        assertThat(location.path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a?b",
                "a\\b",
                "*",
                " ",
                "a b ",
                "tab\there",
                "line\nbreak",
                "\u0001",
                "\u007f",
                "...",
                "..a",
                "a..",
                ".a",
                "a/.../b",
                "a/..b/c",
                "~",
                "%2e%2e",
                "..;",
                "\u00e9\u0301",
                "\uD83D\uDE00",
                "\uFFFE",
                "C:",
                "-rf",
                "a//b\\..",
                RESERVED + "x",
                RESERVED + ".d/k",
                "x/" + RESERVED + "/k"
            })
    void oddKeysAreServedWhereTheyCanBe(String key) throws Exception {
        assertThat(namespace.locate(new ObjectKey("s3", key)).path()).isEqualTo(key);
        if (!key.contains("//") && !key.contains("/" + RESERVED)) {
            assertThat(namespace.locate(new ObjectKey("a", key)).path()).isEqualTo("a/" + key);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "..",
                "./",
                "../",
                "../a",
                "./a",
                "a/..",
                "a/.",
                "a/../b",
                "a/./b",
                "a/b/../../../etc/passwd",
                "c/..",
                "c/../k",
                "deep/er/..",
                "deep/er/../../../a",
                "a\0",
                "\0",
                "a/\0/b",
                "\uD83D",
                "a\uDE00",
                "\uDE00\uD83D",
                "x\uD83D/"
            })
    void aKeyThatCouldLeadElsewhereIsRefusedOnEveryStorage(String key) {
        for (String bucket : new String[] {"a", "b", "s3"}) {
            assertRefused(Reason.BAD_KEY, () -> namespace.locate(new ObjectKey(bucket, key)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "//", "/k", "a//b", "a//", "c//k", "c/x/d//"})
    void emptySegmentsAreRefusedOnAFileSystemAlone(String key) throws Exception {
        assertRefused(Reason.BAD_KEY, () -> namespace.locate(new ObjectKey("b", key)));
        assertThat(namespace.locate(new ObjectKey("s3", key)).path()).isEqualTo(key);
        assertThat(namespace.locate(new ObjectKey("b", "deep/er/" + key)).path())
                .isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {RESERVED, RESERVED + "/", RESERVED + "/staging/1"})
    void theReservedNameIsRefusedAsFirstSegmentOfKeyAndOfPath(String key) {
        for (String bucket : new String[] {"a", "b", "s3"}) {
            assertRefused(Reason.RESERVED, () -> namespace.locate(new ObjectKey(bucket, key)));
        }
        assertRefused(Reason.RESERVED, () -> namespace.locate(new ObjectKey("b", "c/" + key)));
        assertRefused(Reason.RESERVED, () -> namespace.locate(new ObjectKey("b", "deep/er/" + key)));
        assertRefused(Reason.RESERVED, () -> namespace.locate(new ObjectKey(RESERVED, "k")));
    }

    @Test
    void onAFileSystemTheReservedNameIsRefusedInEverySegmentAndCase() {
        for (String key : new String[] {"x/" + RESERVED, "c/x/" + RESERVED + "/k", "x/.S3-Cache-Worker/k"}) {
            assertRefused(Reason.RESERVED, () -> namespace.locate(new ObjectKey("b", key)));
        }
        assertRefused(Reason.RESERVED, () -> namespace.locate(new ObjectKey("s3", ".S3-CACHE-WORKER/k")));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "a/b", "/", "a\0", "\uD83D"})
    void aBucketNameThatIsNoSegmentIsRefused(String bucket) {
        assertRefused(Reason.BAD_BUCKET_NAME, () -> namespace.locate(new ObjectKey(bucket, "k")));
    }

    @ParameterizedTest
    @ValueSource(strings = {".hidden", "Upper_Case", "with space", "x", "b--x-s3"})
    void bucketsUnfitForS3CanBeUsed(String bucket) throws Exception {
        assertThat(namespace.locate(new ObjectKey(bucket, "k")).path()).isEqualTo(bucket + "/k");
    }

    @Test
    void theNameOfAMountPointIsNeitherObjectNorWritable() throws Exception {
        Location point = namespace.locate(new ObjectKey("b", "c"));
        assertFails(Kind.NOT_FOUND, () -> point.ufs().stat(point.path()));
        assertFails(Kind.NOT_FOUND, () -> point.ufs().delete(point.path()));
        assertFails(Kind.CONFLICT, () -> point.ufs().create(point.path(), new UfsCreateOptions(1, UfsAttributes.NONE)));
    }

    @Test
    void aFolderOnTheWayToAMountPointIsThereAndStays() throws Exception {
        Location way = namespace.locate(new ObjectKey("b", "deep/"));
        UfsStatus status = way.ufs().stat(way.path());
        assertThat(status.length()).isZero();
        assertThat(status.etag()).isEqualTo(UfsStatus.EMPTY_ETAG);
        assertThat(status.lastModifiedMillis()).isEqualTo(Fixtures.MOUNTED);
        assertFails(Kind.NOT_EMPTY, () -> way.ufs().delete(way.path()));
        try (UfsOutput again = way.ufs().create(way.path(), new UfsCreateOptions(0, UfsAttributes.NONE))) {
            assertThat(again.commit(UfsStatus.EMPTY_ETAG)).isEqualTo(status);
        }
    }

    @Test
    void withoutARootMountABucketOfMountsHoldsNothingElse() throws Exception {
        try (Namespace mounted = namespace(mount("b/deep", files("k")))) {
            Location beside = mounted.locate(new ObjectKey("b", "k"));
            assertFails(Kind.NOT_FOUND, () -> beside.ufs().stat(beside.path()));
            assertFails(Kind.DENIED, () -> beside.ufs().create("k", new UfsCreateOptions(0, UfsAttributes.NONE)));
            assertRefused(Reason.NO_SUCH_BUCKET, () -> mounted.locate(new ObjectKey("a", "k")));
        }
    }

    @Test
    void namesOfOneMountShareIt() throws Exception {
        Function<String, Location> at = key -> {
            try {
                return namespace.locate(new ObjectKey("b", key));
            } catch (NameException e) {
                throw new AssertionError(e);
            }
        };
        assertThat(at.apply("c/k").sharesMountWith(at.apply("c/l"))).isTrue();
        assertThat(at.apply("c/k").sharesMountWith(at.apply("k"))).isFalse();
    }

    @Test
    void aRefusalNamesTheKeyAndTheReason() {
        assertThatThrownBy(() -> namespace.locate(new ObjectKey("a", "x/../y")))
                .hasMessage("key 'x/../y' has a '.' or '..' segment");
        assertThatThrownBy(() -> namespace.locate(new ObjectKey("a", "x//y")))
                .hasMessageContainingAll("'x//y'", "empty segment", "file system");
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
