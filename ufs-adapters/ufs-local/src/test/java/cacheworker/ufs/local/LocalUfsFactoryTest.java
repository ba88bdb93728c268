package cacheworker.ufs.local;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsFactory;
import cacheworker.core.ufs.UfsOptions;
import cacheworker.core.ufs.UnderFileSystem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalUfsFactoryTest {
    private static final UfsOptions OPTIONS = new UfsOptions(0, Map.of());
    private final UfsFactory factory =
            ServiceLoader.load(UfsFactory.class).findFirst().orElseThrow();

    @TempDir
    private Path directory;

    @Test
    void aDirectoryOpensByUriAndByPath() throws IOException {
        Path odd = Files.createDirectory(directory.resolve("with space ü"));
        Files.writeString(odd.resolve("object"), "x");

        for (URI uri : new URI[] {odd.toUri(), URI.create(odd.toUri().getRawPath())}) {
            try (UnderFileSystem ufs = factory.open(uri, OPTIONS)) {
                assertThat(ufs.stat("object").length()).isEqualTo(1);
            }
        }
        assertThat(factory.schemes()).containsExactlyInAnyOrder("file", "");
    }

    @Test
    void aRelativePathIsTakenFromTheWorkingDirectory() throws IOException {
        Files.writeString(directory.resolve("object"), "x");
        Path relative = Path.of("").toAbsolutePath().relativize(directory.toRealPath());

        try (UnderFileSystem ufs = factory.open(URI.create(relative.toString()), OPTIONS)) {
            assertThat(ufs.stat("object").length()).isEqualTo(1);
        }
    }

    @Test
    void nothingIsWrittenBeforeAWrite() throws IOException {
        factory.open(directory.toUri(), OPTIONS).close();

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatCannotBeARootIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");

        assertFails(
                Kind.NOT_FOUND, () -> factory.open(directory.resolve("missing").toUri(), OPTIONS));
        assertFails(Kind.NOT_FOUND, () -> factory.open(file.toUri(), OPTIONS));
        assertFails(Kind.BAD_NAME, () -> factory.open(URI.create("file://host/directory"), OPTIONS));
        assertFails(Kind.NOT_FOUND, () -> factory.open(URI.create("missing/directory"), OPTIONS));
        assertFails(Kind.BAD_NAME, () -> factory.open(URI.create(""), OPTIONS));
        assertFails(Kind.BAD_NAME, () -> factory.open(URI.create("file:relative"), OPTIONS));
    }

    @Test
    void aClosedUfsIsUnavailable() throws IOException {
        UnderFileSystem ufs = factory.open(directory.toUri(), OPTIONS);
        ufs.close();
        ufs.close();

        assertFails(Kind.UNAVAILABLE, () -> ufs.stat(""));
    }
}
