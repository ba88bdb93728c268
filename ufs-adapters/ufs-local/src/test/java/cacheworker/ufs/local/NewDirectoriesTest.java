package cacheworker.ufs.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewDirectoriesTest {
    @TempDir
    private Path root;

    private final List<Path> synced = new ArrayList<>();
    private final NewDirectories directories = new NewDirectories(this::sync);
    private boolean replaceInSync;
    private Path directory;

    @BeforeEach
    void nameIt() {
        directory = root.resolve("d");
    }

    /** Others remove the directory and make it again while its parent is being synced. */
    private void sync(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        synced.add(path);
        if (replaceInSync && path.equals(root)) {
            replaceInSync = false;
            directories.delete(directory);
            directories.make(directory);
        }
    }

    private List<Path> syncedFor(Path path) throws IOException {
        synced.clear();
        directories.syncUpwards(path, root);
        return List.copyOf(synced);
    }

    @Test
    void aNewDirectoryIsSyncedIntoItsParentOnce() throws IOException {
        directories.make(directory);

        assertThat(syncedFor(directory)).containsExactly(directory, root);
        assertThat(syncedFor(directory)).containsExactly(directory);
    }

    @Test
    void aSyncForADirectoryThatWasRemovedDoesNotCountForTheNextOfItsName() throws IOException {
        directories.make(directory);
        replaceInSync = true;
        directories.syncUpwards(directory, root);

        assertThat(syncedFor(directory)).containsExactly(directory, root);
    }

    @Test
    void aDirectoryThatCouldNotBeRemovedIsStillToBeSynced() throws IOException {
        directories.make(directory);
        Files.createFile(directory.resolve("object"));
        assertThatThrownBy(() -> directories.delete(directory)).isInstanceOf(DirectoryNotEmptyException.class);

        assertThat(syncedFor(directory)).containsExactly(directory, root);
    }

    @Test
    void aDirectoryThatAnotherMadeFirstIsSyncedToo() throws IOException {
        Files.createDirectory(directory);
        directories.make(directory);

        assertThat(syncedFor(directory)).containsExactly(directory, root);
    }

    @Test
    void aFileInTheWayLeavesNothingToSync() throws IOException {
        Files.createFile(directory);
        assertThatThrownBy(() -> directories.make(directory)).isInstanceOf(FileAlreadyExistsException.class);

        assertThat(syncedFor(directory)).containsExactly(directory);
    }

    @Test
    void whatWasRemovedMeanwhileIsSyncedAsGone() throws IOException {
        Path deep = directory.resolve("deep");
        Files.createDirectories(deep);
        Files.delete(deep);

        assertThat(syncedFor(deep)).containsExactly(directory);

        Files.delete(directory);
        assertThat(syncedFor(deep)).containsExactly(root);
    }

    @Test
    void aRootThatIsGoneIsAnError() throws IOException {
        Files.delete(root);

        assertThatThrownBy(() -> syncedFor(directory)).isInstanceOf(NoSuchFileException.class);
    }
}
