package cacheworker.ufs.local;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsOutput;
import cacheworker.core.ufs.UfsStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Attributes in and beside files, and what is swept of them. */
class StoredAttributesTest extends LocalUfsFixture {
    private static final UfsAttributes BIG =
            new UfsAttributes(Map.of("content-type", "a/b"), Map.of("big", "ü".repeat(40_000)));

    @Test
    void whatDoesNotFitIntoTheFileIsKeptAside() throws IOException {
        UfsStatus status = calls.put("object", new byte[] {1}, BIG);

        assertThat(ufs.stat("object")).isEqualTo(status);
        assertThat(status.attributes()).isEqualTo(BIG);
        assertThat(sideFiles()).hasSize(1);
    }

    @Test
    void aSideFileOfOtherBytesIsNotUsed() throws IOException {
        calls.put("object", new byte[] {1}, BIG);
        Files.write(root().resolve("object"), new byte[] {2, 3});

        assertThat(ufs.stat("object").attributes()).isEqualTo(UfsAttributes.NONE);
    }

    @Test
    void aFileSystemWithoutAttributesKeepsThemAllAside() throws IOException {
        reopen(settings(0, false));
        UfsAttributes attributes = new UfsAttributes(Map.of("content-type", "a/b"), Map.of());
        UfsStatus status = calls.put("dir/object", new byte[] {1}, attributes);
        calls.mkdir("dir/");

        assertThat(ufs.stat("dir/object")).isEqualTo(status);
        ufs.delete("dir/object");
        assertThat(calls.names("")).containsExactly("dir/");
    }

    @Test
    void theMarkOfAFolderDoesNotPassToAnotherOne() throws IOException {
        reopen(settings(0, false));
        calls.mkdir("made/");
        Files.move(root().resolve("made"), root().resolve("moved"));
        calls.put("moved/object", "x");

        ufs.delete("moved/object");

        assertThat(calls.names("")).isEmpty();
    }

    @Test
    void somebodyElsesAttributeIsNoHarm() throws IOException {
        calls.put("object", new byte[] {1});
        Files.getFileAttributeView(root().resolve("object"), UserDefinedFileAttributeView.class)
                .write(
                        "s3-cache-worker",
                        ByteBuffer.wrap("nonsense".getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        assertThat(ufs.stat("object").etag()).endsWith("-1");
    }

    @Test
    void orphanedSideFilesAreSweptWhenTheyAreOld() throws IOException {
        calls.put("deleted", new byte[] {1}, BIG);
        calls.put("overwritten", new byte[] {2}, BIG);
        calls.put("kept", new byte[] {3}, BIG);
        ufs.delete("deleted");
        calls.put("overwritten", new byte[] {4});
        new Sweeper(
                        new LocalPaths(root(), 0),
                        new Staging(new LocalPaths(root(), 0)),
                        new SideFiles(new LocalPaths(root(), 0)),
                        settings(0, true))
                .sweep();
        assertThat(sideFiles()).hasSize(3);

        waitAsItWere(Duration.ofHours(2));

        await().until(() -> sideFiles().size() == 1);
        assertThat(ufs.stat("kept").attributes()).isEqualTo(BIG);
        AtomicInteger pauses = new AtomicInteger();
        LocalPaths paths = new LocalPaths(root(), 0);
        new Sweeper(paths, new Staging(paths), new SideFiles(paths), settings(0, true), pauses::incrementAndGet)
                .sweep();
        assertThat(pauses).as("before the one that is read").hasValue(1);
    }

    @Test
    void stagedFilesOfADeadWorkerAreSweptWhenTheyAreOld() throws IOException {
        calls.put("object", "x");
        Path leftover = Files.writeString(root().resolve(".s3-cache-worker/staging/leftover"), "half");
        try (UfsOutput upload = ufs.create("slow", new UfsCreateOptions(1, UfsAttributes.NONE))) {
            upload.write(ByteBuffer.wrap(new byte[1]));
            waitAsItWere(Duration.ofMinutes(50));
            assertThat(leftover).exists();
            Files.setLastModifiedTime(
                    leftover,
                    java.nio.file.attribute.FileTime.from(
                            java.time.Instant.now().minus(Duration.ofMinutes(20))));

            await().until(() -> !Files.exists(leftover));

            upload.commit("e");
        }
        assertThat(calls.names("")).containsExactly("object", "slow");
    }

    @Test
    void anUploadWhoseStagedFileWasSweptFails() throws IOException {
        try (UfsOutput upload = ufs.create("slow", new UfsCreateOptions(0, UfsAttributes.NONE));
                Stream<Path> staged = Files.list(root().resolve(".s3-cache-worker/staging"))) {
            Files.delete(staged.findFirst().orElseThrow());

            assertFails(Kind.UNAVAILABLE, () -> upload.commit("e"));
        }
        assertThat(calls.names("")).isEmpty();
    }

    private java.util.List<Path> sideFiles() throws IOException {
        try (Stream<Path> files = Files.walk(root().resolve(".s3-cache-worker/attributes"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
