package cacheworker.ufs.local;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a file gets a name that nothing has, on file systems of several sorts. */
class StagedFileTest {
    private static final StagedFile.Linking NONE = (target, existing) -> {
        throw new FileSystemException(target.toString(), existing.toString(), "Operation not permitted");
    };

    @TempDir
    private Path directory;

    private Path target;
    private StagedFile staged;

    @BeforeEach
    void stage() throws IOException {
        target = directory.resolve("target");
        staged = new StagedFile(directory.resolve("staged"));
        staged.channel().write(ByteBuffer.wrap(new byte[] {'n', 'e', 'w'}));
    }

    @AfterEach
    void close() {
        staged.close();
    }

    private void assertNamed() throws IOException {
        assertThat(target).hasContent("new");
        assertThat(staged.path()).doesNotExist();
        assertThat(FileState.of(target).links()).isEqualTo(1);
    }

    @Test
    void aLinkGivesTheNameAndTheOldOneGoes() throws IOException {
        staged.nameWhereNothingIs(target, "target");

        assertNamed();
    }

    @Test
    void withoutHardLinksARenameGivesTheName() throws IOException {
        staged.nameWhereNothingIs(target, "target", NONE);

        assertNamed();
    }

    @Test
    void whatHasTheNameKeepsIt() throws IOException {
        Files.writeString(target, "old");

        assertFails(Kind.CONDITION_FAILED, () -> staged.nameWhereNothingIs(target, "target"));
        assertFails(Kind.CONDITION_FAILED, () -> staged.nameWhereNothingIs(target, "target", NONE));

        assertThat(target).hasContent("old");
        assertThat(staged.path()).hasContent("new");
    }

    @Test
    void aLinkWhoseAnswerWasLostIsRecognised() throws IOException {
        staged.nameWhereNothingIs(target, "target", (to, from) -> {
            Files.createLink(to, from);
            throw new FileAlreadyExistsException(to.toString());
        });

        assertNamed();
    }
}
