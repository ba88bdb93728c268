package cacheworker.ufs.local;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static cacheworker.ufs.contract.UfsCalls.md5;
import static cacheworker.ufs.contract.UfsCalls.randomBytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCondition;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.ufs.UfsPartOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Completions that end in the middle, that are repeated, or that meet an abort: the object keeps its bytes. */
class InterruptedCompletionTest extends LocalUfsFixture {
    private static final String ETAG = "e-3";

    private String id;

    @BeforeEach
    void begin() throws UfsException {
        id = ufs.multipart().begin("b/object", UfsAttributes.NONE);
    }

    private UfsPart put(int number, byte[] bytes) throws UfsException {
        try (UfsPartOutput part = ufs.multipart().part("b/object", id, number, bytes.length)) {
            part.write(ByteBuffer.wrap(bytes));
            return part.commit(md5(bytes));
        }
    }

    private void complete(List<UfsPart> parts) throws UfsException {
        ufs.multipart().complete("b/object", id, parts, ETAG);
    }

    private Path directory() {
        return root().resolve(".s3-cache-worker/uploads").resolve(id);
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
            for (Path file : files) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** A completion that has everything but a parent to rename the object into. */
    private void failToRename(List<UfsPart> parts) throws IOException {
        Path link = Files.createSymbolicLink(root().resolve("b"), root().resolve("missing"));
        assertFails(Kind.UNAVAILABLE, () -> complete(parts));
        assertThat(directory().resolve("publishing")).exists();
        Files.delete(link);
    }

    /** The upload as a crash between the rename and the end of the upload leaves it. */
    private void crashAfterRenameOf(String file, List<UfsPart> parts) throws IOException {
        failToRename(parts);
        Path saved = outside().resolve("saved");
        copyFiles(directory(), saved);
        complete(parts);
        assertThat(directory()).doesNotExist();
        copyFiles(saved, directory());
        Files.deleteIfExists(directory().resolve(file));
    }

    @Test
    void anObjectIsUntouchedWhenTheCompletionThatMadeItIsRepeatedAfterACrash() throws Exception {
        List<UfsPart> parts = List.of(put(1, randomBytes(50, 1)), put(2, randomBytes(50, 2)), put(3, new byte[2]));
        crashAfterRenameOf("data-50", parts);
        byte[] object = calls.get("b/object");

        reopen(settings(0, true));

        assertFails(Kind.NO_SUCH_UPLOAD, () -> complete(parts));
        assertThat(calls.get("b/object")).isEqualTo(object).hasSize(102);
        assertThat(ufs.stat("b/object").etag()).isEqualTo(ETAG);
        assertThat(directory().resolve("data-50")).doesNotExist();
    }

    @Test
    void anObjectMadeByCopyingIsUntouchedToo() throws Exception {
        List<UfsPart> parts = List.of(put(2, randomBytes(50, 2)), put(5, new byte[2]));
        crashAfterRenameOf("whole", parts);
        calls.put("b/object", "written since");

        assertFails(Kind.NO_SUCH_UPLOAD, () -> complete(parts));
        assertFails(Kind.NO_SUCH_UPLOAD, () -> put(1, new byte[1]));
        assertThat(calls.get("b/object")).asString().isEqualTo("written since");
        assertThat(ufs.multipart().uploads("", "", null, 10)).isEmpty();
    }

    @Test
    void aCompletionThatWasAboutToRenameIsDoneByTheNextTry() throws Exception {
        byte[] second = randomBytes(50, 2);
        List<UfsPart> parts = List.of(put(2, second), put(5, new byte[2]));
        failToRename(parts);
        put(3, new byte[7]);

        complete(parts);

        assertThat(calls.get("b/object")).startsWith(second).hasSize(52);
    }

    /** For an instant it has its name in the bucket and still the one in the upload. */
    @Test
    void anObjectThatWasMadeByALinkIsUntouchedAfterACrashBehindTheLink() throws Exception {
        byte[] first = randomBytes(50, 1);
        List<UfsPart> parts = List.of(put(1, first), put(2, new byte[2]));
        Path link = Files.createSymbolicLink(root().resolve("b"), root().resolve("missing"));
        assertFails(
                Kind.UNAVAILABLE,
                () -> ufs.multipart().complete("b/object", id, parts, UfsContent.of(ETAG), UfsCondition.ABSENT));
        Files.delete(link);
        Files.createDirectory(root().resolve("b"));
        Files.createLink(root().resolve("b/object"), directory().resolve("data-50"));

        reopen(settings(0, true));

        assertFails(Kind.NO_SUCH_UPLOAD, () -> complete(parts));
        assertFails(Kind.NO_SUCH_UPLOAD, () -> put(3, new byte[50]));
        assertThat(calls.get("b/object")).startsWith(first).hasSize(52);
        assertThat(ufs.stat("b/object").etag()).isEqualTo(ETAG);
    }

    @Test
    void aCompletionThatWasRefusedCanBeTriedAgain() throws Exception {
        List<UfsPart> parts = List.of(put(1, randomBytes(50, 1)), put(2, new byte[2]));
        calls.put("b/object", "there");
        assertFails(
                Kind.CONDITION_FAILED,
                () -> ufs.multipart().complete("b/object", id, parts, UfsContent.of(ETAG), UfsCondition.ABSENT));
        UfsPart third = put(3, new byte[50]);
        ufs.delete("b/object");

        ufs.multipart()
                .complete("b/object", id, List.of(parts.get(0), third), UfsContent.of(ETAG), UfsCondition.ABSENT);

        assertThat(calls.get("b/object")).hasSize(100);
        assertThat(directory()).doesNotExist();
    }

    @Test
    void partsThatAreGoneAreNotReplacedByZeros() throws Exception {
        List<UfsPart> parts = List.of(put(1, randomBytes(50, 1)), put(2, randomBytes(50, 2)));
        Files.delete(directory().resolve("data-50"));

        assertFails(Kind.NO_SUCH_UPLOAD, () -> complete(parts));

        assertFails(Kind.NOT_FOUND, () -> ufs.stat("b/object"));
    }

    @Test
    void anAbortWaitsForTheEndOfACompletion() throws Exception {
        put(1, new byte[50]);
        FutureTask<Void> abort = new FutureTask<>(() -> {
            ufs.multipart().abort("b/object", id);
            return null;
        });
        Thread thread = new Thread(abort);
        try (UploadLock lock = UploadLock.of(new UploadDirectory(directory()))) {
            assertThat(lock).isNotNull();
            thread.start();
            await().until(() -> thread.getState() == Thread.State.WAITING || abort.isDone());
            assertThat(directory().resolve("upload")).exists();
            assertThat(directory().resolve("data-50")).exists();
        }
        abort.get();
        assertThat(directory()).doesNotExist();
    }

    @Test
    void anUploadWhoseKeyBecameAFolderCanBeSeenAndAborted() throws Exception {
        UfsPart part = put(1, new byte[5]);
        calls.put("b/object/below", "x");

        assertThat(ufs.multipart().parts("b/object", id, 0, 10)).containsExactly(part);
        assertFails(Kind.CONFLICT, () -> complete(List.of(part)));
        ufs.multipart().abort("b/object", id);

        assertThat(directory()).doesNotExist();
    }

    @Test
    void anUploadWhoseParentBecameAnObjectCanBeSeenAndAborted() throws Exception {
        UfsPart part = put(1, new byte[5]);
        calls.put("b", "x");

        assertThat(ufs.multipart().parts("b/object", id, 0, 10)).containsExactly(part);
        assertFails(Kind.CONFLICT, () -> complete(List.of(part)));
        ufs.multipart().abort("b/object", id);

        assertThat(directory()).doesNotExist();
    }
}
