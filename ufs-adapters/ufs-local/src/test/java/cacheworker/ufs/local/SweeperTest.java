package cacheworker.ufs.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Symbolic links in the places that are swept: what they lead to is nobody's leftover. */
class SweeperTest extends LocalUfsFixture {
    private Path precious;

    @BeforeEach
    void somethingOldOutside() throws IOException {
        precious = Files.writeString(outside().resolve("precious"), "x");
        waitAsItWere(Duration.ofHours(2));
    }

    private void sweep() {
        LocalPaths paths = new LocalPaths(root(), 0);
        new Sweeper(paths, new Staging(paths), new SideFiles(paths), settings(0, true)).sweep();
    }

    @Test
    void aReservedPlaceThatIsALinkIsNotSwept() throws IOException {
        Path staged = Files.createDirectory(outside().resolve("staging")).resolve("old");
        Files.writeString(staged, "x");
        Files.createSymbolicLink(root().resolve(".s3-cache-worker"), outside());

        sweep();

        assertThat(staged).exists();
    }

    @Test
    void stagingThatIsALinkIsNotSwept() throws IOException {
        Files.createDirectory(root().resolve(".s3-cache-worker"));
        Files.createSymbolicLink(root().resolve(".s3-cache-worker/staging"), outside());

        sweep();

        assertThat(precious).exists();
    }

    @Test
    void aGroupOfSideFilesThatIsALinkIsNotSwept() throws IOException {
        Path attributes = Files.createDirectories(root().resolve(".s3-cache-worker/attributes"));
        Files.createSymbolicLink(attributes.resolve("ab"), outside());

        sweep();

        assertThat(precious).exists();
    }

    @Test
    void aLinkInPlaceOfALeftoverGoesAndWhatItLeadsToStays() throws Exception {
        Path staging = Files.createDirectories(root().resolve(".s3-cache-worker/staging"));
        Path group = Files.createDirectories(root().resolve(".s3-cache-worker/attributes/ab"));
        run("mkfifo", outside().resolve("fifo").toString());
        Files.createSymbolicLink(staging.resolve("link"), precious);
        Files.createSymbolicLink(group.resolve("link"), outside().resolve("fifo"));

        sweep();

        assertThat(precious).exists();
        assertThat(staging).isEmptyDirectory();
        assertThat(group).isEmptyDirectory();
    }
}
