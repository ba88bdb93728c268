package cacheworker.ufs.local;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsListRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reserved name as a file system that ignores case would take it. */
class ReservedNameTest extends LocalUfsFixture {
    @Test
    void itIsRefusedInAnyCase() {
        UfsCreateOptions empty = new UfsCreateOptions(0, UfsAttributes.NONE);
        for (String name : List.of(".S3-Cache-Worker", ".S3-CACHE-WORKER/staging/x", "a/.s3-cache-WORKER/x")) {
            assertFails(Kind.BAD_NAME, () -> ufs.stat(name));
            assertFails(Kind.BAD_NAME, () -> ufs.create(name, empty));
            assertFails(Kind.BAD_NAME, () -> ufs.delete(name));
        }
    }

    @Test
    void itIsListedInNoCase() throws IOException {
        Files.createDirectories(root().resolve(".S3-Cache-Worker/staging"));
        Files.writeString(Files.createDirectory(root().resolve("a")).resolve(".S3-CACHE-WORKER"), "x");
        Files.createSymbolicLink(root().resolve("a/link"), Path.of("../.S3-Cache-Worker"));

        assertThat(calls.names("")).containsExactly("a/");
        assertThat(calls.names(".S3-Cache-Worker/")).isEmpty();
        assertThat(calls.names(new UfsListRequest("", "", "/", 10, false))).containsExactly("a/");
        assertFails(Kind.DENIED, () -> ufs.stat("a/link/"));
    }
}
