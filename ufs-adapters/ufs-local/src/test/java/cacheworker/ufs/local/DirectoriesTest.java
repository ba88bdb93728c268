package cacheworker.ufs.local;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsOutput;
import cacheworker.core.ufs.UfsStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Directories that come with the first object below them and go with the last. */
class DirectoriesTest extends LocalUfsFixture {
    @Test
    void protectedSegmentsAreNeverRemoved() throws IOException {
        reopen(settings(1, true));
        calls.put("bucket/a/b/object", "x");

        ufs.delete("bucket/a/b/object");

        assertThat(calls.names("")).containsExactly("bucket/");
        assertThat(calls.names("bucket/a")).isEmpty();
    }

    @Test
    void removalEndsAtAFolderThatWasMadeAsOne() throws IOException {
        calls.mkdir("a/b/");
        calls.put("a/b/c/d/object", "x");

        ufs.delete("a/b/c/d/object");
        assertThat(calls.names("")).containsExactly("a/", "a/b/");

        ufs.delete("a/b/");
        assertThat(calls.names("")).isEmpty();
    }

    @Test
    void aFailedWriteTakesBackTheDirectoriesItMade() throws IOException {
        try (UfsOutput output = ufs.create("new/deep/name", new UfsCreateOptions(0, UfsAttributes.NONE))) {
            Files.createDirectories(root().resolve("new/deep/name/inner"));
            assertFails(Kind.CONFLICT, () -> output.commit(UfsStatus.EMPTY_ETAG));
        }
        assertThat(calls.names("")).containsExactly("new/", "new/deep/", "new/deep/name/", "new/deep/name/inner/");
    }

    @Test
    void aParentThatBecameAnObjectMeanwhileIsAConflict() throws IOException {
        try (UfsOutput output = ufs.create("name/below", new UfsCreateOptions(0, UfsAttributes.NONE))) {
            calls.put("name", "object");
            assertFails(Kind.CONFLICT, () -> output.commit(UfsStatus.EMPTY_ETAG));
        }
        assertThat(calls.names("")).containsExactly("name");
    }

    @Test
    void aRootThatIsGoneIsNotMadeAgain() throws IOException {
        try (UfsOutput output = ufs.create("a/object", new UfsCreateOptions(0, UfsAttributes.NONE))) {
            Files.move(root(), outside().resolve("moved"));
            assertFails(Kind.UNAVAILABLE, () -> output.commit(UfsStatus.EMPTY_ETAG));
        }
        assertThat(root()).doesNotExist();
    }

    @Test
    void segmentsAndPathsThatAreTooLongAreRefused() {
        UfsCreateOptions empty = new UfsCreateOptions(0, UfsAttributes.NONE);

        assertFails(Kind.NAME_TOO_LONG, () -> ufs.create("a/" + "s".repeat(256), empty));
        assertFails(Kind.NAME_TOO_LONG, () -> ufs.create("ü".repeat(128) + "/b", empty));
        assertFails(Kind.NAME_TOO_LONG, () -> ufs.create("s/".repeat(2100) + "x", empty));
        assertFails(Kind.NOT_FOUND, () -> ufs.stat("s".repeat(256)));
        assertFails(Kind.NOT_FOUND, () -> ufs.delete("s".repeat(256)));
    }

    @Test
    void emptySegmentsAndBrokenSurrogatesAreBadNames() {
        UfsCreateOptions empty = new UfsCreateOptions(0, UfsAttributes.NONE);
        for (String name : List.of("/", "/a", "a//b", "a//", "//", "lone\uD800", "lone\uDC00/x")) {
            assertFails(Kind.BAD_NAME, () -> ufs.stat(name));
            assertFails(Kind.BAD_NAME, () -> ufs.create(name, empty));
        }
    }

    @Test
    void writersAndDeletersOfOneTreeNeverLoseAnAcknowledgedObject() throws Exception {
        int threads = 4;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<Void>> results = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            String name = "shared/deep/er/object" + t;
            results.add(pool.submit(() -> {
                for (int round = 0; round < 60; round++) {
                    writeAndDelete(name, round);
                }
                return null;
            }));
        }
        for (Future<Void> result : results) {
            result.get();
        }
        pool.shutdown();
        assertThat(calls.names("")).isEmpty();
    }

    private void writeAndDelete(String name, int round) throws UfsException {
        calls.put(name, "round" + round);
        assertThat(calls.get(name)).asString().isEqualTo("round" + round);
        ufs.delete(name);
        assertFails(Kind.NOT_FOUND, () -> ufs.stat(name));
    }

    @Test
    void aFolderMadeWhileItsLastObjectIsDeletedStays() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        for (int round = 0; round < 40; round++) {
            String folder = "folder" + round + "/";
            calls.put(folder + "object", "x");
            Future<UfsStatus> made = pool.submit(() -> calls.mkdir(folder));
            Future<?> deleted = pool.submit(() -> {
                ufs.delete(folder + "object");
                return null;
            });
            made.get();
            deleted.get();
            assertThat(ufs.stat(folder).isFolder()).isTrue();
        }
        pool.shutdown();
    }
}
