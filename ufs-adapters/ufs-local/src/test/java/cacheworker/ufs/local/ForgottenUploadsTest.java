package cacheworker.ufs.local;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static cacheworker.ufs.contract.UfsCalls.md5;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cacheworker.core.config.LocalUfsKeys;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsOptions;
import cacheworker.core.ufs.UfsPartOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForgottenUploadsTest extends LocalUfsFixture {
    private String id;
    private Path directory;

    @BeforeEach
    void anUploadWithAPart() throws IOException {
        // The sweeps of this UFS are not those that are looked at.
        ufs.close();
        ufs = LocalUfs.open(root(), LocalSettings.ofMount(0, false, null));
        id = ufs.multipart().begin("b/object", UfsAttributes.NONE);
        directory = root().resolve(".s3-cache-worker/uploads").resolve(id);
        try (UfsPartOutput part = ufs.multipart().part("b/object", id, 1, 5)) {
            part.write(ByteBuffer.wrap(new byte[5]));
            part.commit(md5(new byte[5]));
        }
    }

    private void sweep(@Nullable Duration uploadAge, Duration later) {
        LocalSettings settings = new LocalSettings(
                0,
                true,
                false,
                1 << 20,
                Duration.ofHours(1),
                uploadAge,
                Duration.ofHours(1),
                () -> Instant.now().plus(later));
        LocalPaths paths = new LocalPaths(root(), 0);
        new Sweeper(paths, new Staging(paths), new SideFiles(paths), settings).sweep();
    }

    @Test
    void anUploadThatNobodyGoesOnWithIsRemoved() throws IOException {
        sweep(Duration.ofDays(7), Duration.ofDays(6));
        assertThat(ufs.multipart().parts("b/object", id, 0, 10)).hasSize(1);

        sweep(Duration.ofDays(7), Duration.ofDays(8));

        assertThat(directory).doesNotExist();
        assertFails(Kind.NO_SUCH_UPLOAD, () -> ufs.multipart().parts("b/object", id, 0, 10));
    }

    @Test
    void uploadsStayForEverWhenThatIsWanted() {
        sweep(null, Duration.ofDays(10_000));

        assertThat(directory).exists();
    }

    @Test
    void whatIsLeftOfAnUploadThatEndedIsRemovedSooner() throws IOException {
        Files.delete(directory.resolve("upload"));
        sweep(null, Duration.ofMinutes(59));
        assertThat(directory).exists();

        sweep(null, Duration.ofMinutes(61));

        assertThat(directory).doesNotExist();
    }

    @Test
    void whatACompletionLeftThatCrashedAfterPublishingIsRemovedSooner() throws IOException {
        new UploadDirectory(directory).publishing("data-5", false);
        Files.delete(directory.resolve("data-5"));

        sweep(null, Duration.ofMinutes(61));

        assertThat(directory).doesNotExist();
    }

    @Test
    void aLinkAmongTheUploadsGoesAndWhatItLeadsToStays() throws IOException {
        Path precious = Files.writeString(outside().resolve("precious"), "x");
        Files.createSymbolicLink(directory.resolveSibling("link"), outside());

        sweep(Duration.ofHours(1), Duration.ofHours(2));

        assertThat(directory.resolveSibling("link")).doesNotExist();
        assertThat(precious).exists();
    }

    @Test
    void ageIsReadFromTheMount() {
        String name = LocalUfsKeys.UPLOAD_TIMEOUT.name();
        assertFails(
                Kind.UNSUPPORTED,
                () -> new LocalUfsFactory().open(root().toUri(), new UfsOptions(0, Map.of(name, "soon"))));
    }

    @Test
    void aDirectoryThatCannotBeReadToItsEndIsAFailureToRead() {
        IOException cause = new IOException("stale");
        DirectoryStream<Path> entries = new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                throw new DirectoryIteratorException(cause);
            }

            @Override
            public void close() {}
        };

        assertThatThrownBy(() -> Entries.forEach(entries, entry -> {})).isSameAs(cause);
    }

    @Test
    void aSweepThatFailsIsNotTheLast() {
        AtomicInteger sweeps = new AtomicInteger();
        try (SweepThread thread = new SweepThread(
                () -> {
                    if (sweeps.incrementAndGet() == 1) {
                        throw new IllegalStateException("a fault");
                    }
                },
                Duration.ofMillis(1))) {
            thread.start();
            await().until(() -> sweeps.get() > 1);
        }
    }
}
