package cacheworker.core.mount;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeparateDirectoriesTest {
    @TempDir
    Path temporary;

    private Path root = Path.of("");

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectories(temporary.resolve("data/ufs"));
    }

    @Test
    void directoriesBesideARootAreFine() throws Exception {
        Files.createSymbolicLink(temporary.resolve("elsewhere"), Files.createDirectory(temporary.resolve("other")));
        for (String beside :
                new String[] {"data/cache", "data/ufs2", "data/ufs-cache/x", "elsewhere/cache", "data/ufs/../c"}) {
            assertThatCode(() -> check(temporary.resolve(beside))).doesNotThrowAnyException();
        }
    }

    @Test
    void aDirectoryInARootIsRefusedWithBothNames() {
        for (Path inside : new Path[] {root, root.resolve("cache"), root.resolve("a/b/c"), root.resolve("../ufs/x")}) {
            assertThatThrownBy(() -> check(inside))
                    .isInstanceOf(MountException.class)
                    .hasMessageContainingAll("the.setting (" + inside + ") lies in the UFS root the-root", "outside");
        }
    }

    @Test
    void aRootInADirectoryIsRefused() {
        assertThatThrownBy(() -> check(temporary.resolve("data")))
                .hasMessageContaining("the UFS root the-root lies in the.setting");
        assertThatThrownBy(() -> check(Path.of("/"))).isInstanceOf(MountException.class);
    }

    @Test
    void linksAreSeenThrough() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), root);
        assertThatThrownBy(() -> check(link)).isInstanceOf(MountException.class);
        assertThatThrownBy(() -> check(link.resolve("not/yet"))).isInstanceOf(MountException.class);
        Path dangling = Files.createSymbolicLink(temporary.resolve("dangling"), Path.of("data/ufs/later"));
        assertThatThrownBy(() -> check(dangling.resolve("x"))).isInstanceOf(MountException.class);
        Path up = Files.createSymbolicLink(temporary.resolve("up"), Files.createDirectory(root.resolve("deep")));
        assertThatThrownBy(() -> check(up.resolve("../cache"))).isInstanceOf(MountException.class);
    }

    @Test
    void linksThatGoRoundAreRefused() throws Exception {
        Path round = temporary.resolve("round");
        Files.createSymbolicLink(round, round);
        assertThatThrownBy(() -> check(round.resolve("cache")))
                .isInstanceOf(MountException.class)
                .hasMessageContaining("cannot tell");
    }

    @Test
    void aRootThatDoesNotExistYetIsComparedByName() {
        Path later = temporary.resolve("later");
        assertThatThrownBy(() -> SeparateDirectories.check(
                        Map.of("the-root", later), Map.of("the.setting", later.resolve("cache"))))
                .isInstanceOf(MountException.class);
    }

    private void check(Path directory) throws MountException {
        SeparateDirectories.check(Map.of("the-root", root), Map.of("the.setting", directory));
    }
}
