package cacheworker.ufs.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SideFilesTest {
    @TempDir
    Path root;

    private final List<Path> synced = new ArrayList<>();
    private LocalPaths paths;
    private FileState state;

    @BeforeEach
    void file() throws IOException {
        root = root.toRealPath();
        paths = new LocalPaths(root, 0);
        state = FileState.of(Files.writeString(root.resolve("object"), "x"));
    }

    private SideFiles sideFiles() {
        return new SideFiles(paths, synced::add);
    }

    private Path group() throws IOException {
        try (var groups = Files.list(paths.reserved().resolve("attributes"))) {
            return groups.findFirst().orElseThrow();
        }
    }

    @Test
    void allDirectoriesOnTheWayAreSyncedBeforeTheFirstIsAcknowledged() throws IOException {
        sideFiles().writeTags(state, "object", Map.of("k", "v"));

        assertThat(synced)
                .containsExactlyInAnyOrder(group(), paths.reserved().resolve("attributes"), paths.reserved(), root);
    }

    @Test
    void whatAnEarlierProcessMadeIsSyncedAsWell() throws IOException {
        sideFiles().writeTags(state, "object", Map.of("k", "v"));
        synced.clear();

        sideFiles().writeTags(state, "object", Map.of("k", "w"));

        assertThat(synced)
                .containsExactlyInAnyOrder(group(), paths.reserved().resolve("attributes"), paths.reserved(), root);
    }

    @Test
    void onlyTheNewEntryIsSyncedFromThenOn() throws IOException {
        SideFiles sideFiles = sideFiles();
        sideFiles.writeTags(state, "object", Map.of("k", "v"));
        synced.clear();

        sideFiles.writeTags(state, "object", Map.of("k", "w"));

        assertThat(synced).containsExactly(group());
    }

    @Test
    void directoriesThatSomebodyRemovedAreMadeAgain() throws IOException {
        SideFiles sideFiles = sideFiles();
        sideFiles.writeTags(state, "object", Map.of("k", "v"));
        Path group = group();
        try (var files = Files.list(group)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(group);

        sideFiles.writeTags(state, "object", Map.of("k", "w"));

        assertThat(sideFiles.readTags(state)).isEqualTo(Map.of("k", "w"));
    }
}
