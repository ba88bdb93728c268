package cacheworker.ufs.local;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static cacheworker.ufs.contract.UfsCalls.randomBytes;
import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.base.ByteRange;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsInput;
import cacheworker.core.ufs.UfsListRequest;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.ufs.contract.UfsCalls;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What other programs do to the files behind the worker's back. */
class OutsideChangesTest extends LocalUfsFixture {
    private static final UfsAttributes ATTRIBUTES = new UfsAttributes(Map.of("content-type", "a/b"), Map.of("k", "v"));
    private static final int LENGTH = 1 << 20;

    @Test
    void aFileOfSomebodyElseIsAnObject() throws IOException {
        Files.createDirectories(root().resolve("made/by"));
        Files.writeString(root().resolve("made/by/others"), "hello");

        UfsStatus status = ufs.stat("made/by/others");

        assertThat(status.etag()).matches("[0-9a-f]{32}-1");
        assertThat(status.attributes()).isEqualTo(UfsAttributes.NONE);
        assertThat(calls.get("made/by/others")).asString().isEqualTo("hello");
        assertThat(calls.names("")).containsExactly("made/", "made/by/", "made/by/others");
    }

    @Test
    void aChangeInPlaceVoidsEtagAndAttributes() throws Exception {
        UfsStatus before = calls.put("object", new byte[100], ATTRIBUTES);
        overwriteInPlace(root().resolve("object"), 50);

        UfsStatus after = ufs.stat("object");

        assertThat(after.version()).isNotEqualTo(before.version());
        assertThat(after.etag()).isNotEqualTo(before.etag()).endsWith("-1");
        assertThat(after.attributes()).isEqualTo(UfsAttributes.NONE);
        UfsEntry listed =
                calls.entries(new UfsListRequest("object", "", "", 1, false)).get(0);
        assertThat(listed.status()).isEqualTo(after);
    }

    @Test
    void aTimeSetBackIsANewVersion() throws IOException {
        UfsStatus before = calls.put("object", new byte[100]);
        Path file = root().resolve("object");
        FileTime modified = Files.getLastModifiedTime(file);
        Files.write(file, randomBytes(100, 1));
        Files.setLastModifiedTime(file, modified);

        assertThat(ufs.stat("object").version()).isNotEqualTo(before.version());
        assertFails(Kind.CHANGED, () -> calls.get("object", before.version(), new ByteRange(0, 100)));
    }

    @Test
    void aTouchedFileKeepsItsBytesAndLosesItsEtag() throws IOException {
        UfsStatus before = calls.put("object", randomBytes(10, 1), ATTRIBUTES);
        Instant then = Instant.parse("2001-02-03T04:05:06.789Z");
        Files.setLastModifiedTime(root().resolve("object"), FileTime.from(then));

        UfsStatus after = ufs.stat("object");

        assertThat(after.lastModifiedMillis()).isEqualTo(then.getEpochSecond() * 1000);
        assertThat(after.etag()).isNotEqualTo(before.etag());
        assertThat(calls.get("object")).isEqualTo(randomBytes(10, 1));
    }

    @Test
    void aChangeInPlaceWhileReadingEndsTheRead() throws IOException {
        UfsStatus status = calls.put("object", randomBytes(LENGTH, 1));
        try (UfsInput input = ufs.open("object", status.version(), new ByteRange(0, LENGTH))) {
            input.read(ByteBuffer.allocate(1000));
            overwriteInPlace(root().resolve("object"), LENGTH - 1);

            ByteBuffer target = ByteBuffer.allocate(100);
            assertFails(Kind.CHANGED, () -> input.read(target));
            assertThat(target.position()).isZero();
        }
    }

    @Test
    void aFileCutWhileReadingEndsTheRead() throws IOException {
        UfsStatus status = calls.put("object", randomBytes(LENGTH, 1));
        try (UfsInput input = ufs.open("object", status.version(), new ByteRange(0, LENGTH));
                RandomAccessFile file =
                        new RandomAccessFile(root().resolve("object").toFile(), "rw")) {
            file.setLength(10);

            assertFails(Kind.CHANGED, () -> UfsCalls.drain(input));
        }
    }

    @Test
    void aFileReplacedWhileReadingIsReadToItsEnd() throws IOException {
        byte[] old = randomBytes(LENGTH, 1);
        UfsStatus status = calls.put("object", old);
        try (UfsInput input = ufs.open("object", status.version(), new ByteRange(0, LENGTH))) {
            int count = input.read(ByteBuffer.allocate(1000));
            Path other = Files.write(root().resolve("other"), randomBytes(LENGTH, 2));
            Files.move(other, root().resolve("object"), StandardCopyOption.ATOMIC_MOVE);

            assertThat(UfsCalls.drain(input)).isEqualTo(Arrays.copyOfRange(old, count, LENGTH));
        }
        assertThat(calls.get("object")).isEqualTo(randomBytes(LENGTH, 2));
    }

    @Test
    void aFileDeletedWhileReadingIsReadToItsEnd() throws IOException {
        byte[] bytes = randomBytes(LENGTH, 1);
        UfsStatus status = calls.put("object", bytes);
        try (UfsInput input = ufs.open("object", status.version(), new ByteRange(0, LENGTH))) {
            Files.delete(root().resolve("object"));

            assertThat(UfsCalls.drain(input)).isEqualTo(bytes);
        }
        assertFails(Kind.NOT_FOUND, () -> ufs.stat("object"));
    }

    @Test
    void attributesMoveWithTheFile() throws IOException {
        UfsStatus before = calls.put("object", randomBytes(10, 1), ATTRIBUTES);
        Files.createDirectory(root().resolve("moved"));
        Files.move(root().resolve("object"), root().resolve("moved/object"));

        UfsStatus after = ufs.stat("moved/object");

        assertThat(after.etag()).isEqualTo(before.etag());
        assertThat(after.attributes()).isEqualTo(ATTRIBUTES);
    }

    @Test
    void aListingShowsWhatWasWrittenBehindItJustBefore() throws IOException {
        for (int i = 0; i < 20; i++) {
            String name = "object" + i;
            Files.writeString(root().resolve(name), "x");
            assertThat(calls.names("")).contains(name);
            Files.delete(root().resolve(name));
            assertThat(calls.names("")).doesNotContain(name);
        }
    }

    @Test
    void aListingGoesOnWithTheNamesThatItBeganWith() throws IOException {
        calls.put("dir/a", "x");
        calls.put("dir/c", "x");
        assertThat(calls.names("dir/")).containsExactly("dir/", "dir/a", "dir/c");
        calls.put("dir/b", "x");

        assertThat(calls.names(new UfsListRequest("dir/", "dir/a", "", 10, true)))
                .containsExactly("dir/c");
        assertThat(calls.names(new UfsListRequest("dir/", "dir/a", "", 10, false)))
                .containsExactly("dir/b", "dir/c");
    }

    @Test
    void aListingThatWentOnTooLongIsReadAgain() throws IOException {
        calls.put("dir/a", "x");
        assertThat(calls.names("dir/")).hasSize(2);
        calls.put("dir/b", "x");
        waitAsItWere(Duration.ofMinutes(10));

        assertThat(calls.names(new UfsListRequest("dir/", "dir/a", "", 10, true)))
                .containsExactly("dir/b");
    }

    @Test
    void aContinuationReadsDirectoriesThatItWasNotInYetAsTheyAre() throws IOException {
        calls.put("a/1", "x");
        calls.put("b/1", "x");
        assertThat(calls.names("")).hasSize(4);
        calls.put("b/2", "x");

        assertThat(calls.names(new UfsListRequest("", "a/1", "", 10, true))).containsExactly("b/", "b/1", "b/2");
    }

    private static void overwriteInPlace(Path path, int at) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(at);
            file.write(7);
        }
    }
}
