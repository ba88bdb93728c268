package cacheworker.ufs.local;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cacheworker.core.base.ByteRange;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsListRequest;
import cacheworker.core.ufs.UfsOutput;
import cacheworker.core.ufs.UfsStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Symbolic links out of the root and inside it, FIFOs, and names that are not text. */
class LinksAndSpecialFilesTest extends LocalUfsFixture {
    private static final UfsCreateOptions EMPTY = new UfsCreateOptions(0, UfsAttributes.NONE);

    @Test
    void aLinkToAFileOutsideIsDeniedAndNotListed() throws IOException {
        Path secret = Files.writeString(outside().resolve("secret"), "secret");
        Files.createSymbolicLink(root().resolve("link"), secret);
        calls.put("visible", "x");

        assertFails(Kind.DENIED, () -> ufs.stat("link"));
        assertFails(Kind.DENIED, () -> ufs.open("link", "any", new ByteRange(0, 1)));
        assertFails(Kind.DENIED, () -> ufs.create("link", EMPTY));
        assertFails(Kind.DENIED, () -> ufs.delete("link"));
        assertFails(Kind.DENIED, () -> ufs.copy("link", "any", "copy", UfsAttributes.NONE));
        assertThat(calls.names("")).containsExactly("visible");
        assertThat(secret).hasContent("secret");
    }

    @Test
    void aLinkToADirectoryOutsideIsDeniedAndNotListed() throws IOException {
        Path secret = Files.writeString(outside().resolve("secret"), "secret");
        Files.createSymbolicLink(root().resolve("link"), outside());

        for (String name : List.of("link/", "link/secret", "link/secret/x")) {
            assertThatThrownBy(() -> ufs.stat(name)).isInstanceOf(UfsException.class);
        }
        assertFails(Kind.DENIED, () -> ufs.stat("link/"));
        assertFails(Kind.DENIED, () -> ufs.stat("link/secret"));
        assertFails(Kind.DENIED, () -> ufs.create("link/new", EMPTY));
        assertFails(Kind.DENIED, () -> ufs.create("link/new/deep/x", EMPTY));
        assertFails(Kind.DENIED, () -> ufs.create("link/folder/", EMPTY));
        assertFails(Kind.DENIED, () -> ufs.delete("link/secret"));
        assertFails(Kind.DENIED, () -> ufs.delete("link/"));
        for (String prefix : List.of("", "link", "link/", "link/s")) {
            assertThat(calls.names(prefix)).isEmpty();
            assertThat(calls.names(new UfsListRequest(prefix, "", "/", 10, false)))
                    .isEmpty();
        }
        assertThat(secret).hasContent("secret");
        ufs.close();
        Files.delete(secret);
        assertThat(outside()).isEmptyDirectory();
    }

    @Test
    void aLinkPutInTheWayOfAnUploadIsNotFollowed() throws IOException {
        try (UfsOutput output = ufs.create("dir/object", EMPTY)) {
            Files.createSymbolicLink(root().resolve("dir"), outside());

            assertFails(Kind.DENIED, () -> output.commit(UfsStatus.EMPTY_ETAG));
        }
        assertThat(outside()).isEmptyDirectory();
    }

    @Test
    void aLinkInsideIsFollowedAndListed() throws IOException {
        calls.put("real/object", "x");
        Files.createSymbolicLink(root().resolve("file"), Path.of("real/object"));
        Files.createSymbolicLink(root().resolve("folder"), root().resolve("real"));

        assertThat(calls.get("file")).asString().isEqualTo("x");
        assertThat(calls.get("folder/object")).asString().isEqualTo("x");
        assertThat(calls.names("")).containsExactly("file", "folder/", "folder/object", "real/", "real/object");
        calls.put("folder/new", "y");
        assertThat(calls.get("real/new")).asString().isEqualTo("y");
        assertFails(Kind.NOT_EMPTY, () -> ufs.delete("folder/"));
    }

    @Test
    void aWriteThroughALinkReplacesTheLink() throws IOException {
        calls.put("real", "old");
        Files.createSymbolicLink(root().resolve("link"), root().resolve("real"));

        calls.put("link", "new");

        assertThat(calls.get("link")).asString().isEqualTo("new");
        assertThat(calls.get("real")).asString().isEqualTo("old");
        ufs.delete("link");
        assertThat(calls.names("")).containsExactly("real");
    }

    @Test
    void linksThatLeadBackOrNowhereEndTheirListing() throws IOException {
        calls.put("dir/object", "x");
        Files.createSymbolicLink(root().resolve("dir/back"), root());
        Files.createSymbolicLink(root().resolve("dir/loop"), Path.of("loop"));
        Files.createSymbolicLink(root().resolve("dir/nowhere"), Path.of("missing"));

        assertThat(calls.names("")).containsExactly("dir/", "dir/back/", "dir/object");
        assertFails(Kind.NOT_FOUND, () -> ufs.stat("dir/nowhere"));
        assertFails(Kind.DENIED, () -> ufs.stat("dir/loop"));
    }

    @Test
    void aLinkIntoTheReservedPlaceIsDenied() throws IOException {
        calls.put("object", "x");
        Files.createSymbolicLink(root().resolve("link"), Path.of(".s3-cache-worker"));

        assertFails(Kind.DENIED, () -> ufs.stat("link/"));
        assertFails(Kind.DENIED, () -> ufs.stat("link/staging/"));
        assertThat(calls.names("")).containsExactly("object");
    }

    @Test
    void aFileSwappedForALinkAgainAndAgainNeverShowsWhatIsOutside() throws Exception {
        Files.writeString(outside().resolve("secret"), "secret");
        Files.createSymbolicLink(root().resolve("link"), outside().resolve("secret"));
        Files.writeString(root().resolve("file"), "public");
        AtomicBoolean stop = new AtomicBoolean();
        CompletableFuture<Void> swapping = CompletableFuture.runAsync(() -> swap(stop));
        try {
            for (int i = 0; i < 2000; i++) {
                readSwapped();
            }
        } finally {
            stop.set(true);
        }
        swapping.join();
    }

    private void readSwapped() throws IOException {
        try {
            UfsStatus status = ufs.stat("swapped");
            assertThat(calls.get("swapped", status.version(), new ByteRange(0, status.length())))
                    .asString()
                    .isEqualTo("public");
        } catch (UfsException e) {
            assertThat(e.kind()).isIn(Kind.DENIED, Kind.NOT_FOUND, Kind.CHANGED);
        }
        for (String name : calls.names("swapped")) {
            assertThat(name).isEqualTo("swapped");
        }
    }

    private void swap(AtomicBoolean stop) {
        Path swapped = root().resolve("swapped");
        try {
            while (!stop.get()) {
                Path link =
                        Files.createSymbolicLink(root().resolve("l"), outside().resolve("secret"));
                Files.move(link, swapped, StandardCopyOption.ATOMIC_MOVE);
                Path file = Files.writeString(root().resolve("f"), "public");
                Files.move(file, swapped, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFifoIsNeverOpened() throws Exception {
        run("mkfifo", root().resolve("fifo").toString());
        Files.createSymbolicLink(root().resolve("link"), Path.of("fifo"));
        calls.put("object", "x");

        for (String name : List.of("fifo", "link", "fifo/")) {
            assertFails(Kind.NOT_FOUND, () -> ufs.stat(name));
            assertFails(Kind.NOT_FOUND, () -> ufs.delete(name));
        }
        assertFails(Kind.NOT_FOUND, () -> ufs.open("fifo", "any", new ByteRange(0, 0)));
        assertThat(calls.names("")).containsExactly("object");
    }

    @Test
    void namesThatAreNotUtf8AreSkippedAndCounted() throws Exception {
        Files.createDirectory(root().resolve("dir"));
        run(
                "sh",
                "-c",
                "cd \"$1\" && : > \"$(printf 'bad\\377name')\" && : > \"$(printf '\\303')\"",
                "sh",
                root().resolve("dir").toString());
        calls.put("dir/good", "x");
        calls.put("dir/replaced\uFFFDname", "x");

        assertThat(calls.names("dir/")).containsExactly("dir/", "dir/good", "dir/replaced\uFFFDname");
        assertThat(ufs.skippedNames()).isEqualTo(2);
        ufs.delete("dir/good");
        ufs.delete("dir/replaced\uFFFDname");
        assertFails(Kind.NOT_EMPTY, () -> ufs.delete("dir/"));
    }
}
