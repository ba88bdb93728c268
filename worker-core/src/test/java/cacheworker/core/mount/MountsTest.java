package cacheworker.core.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cacheworker.core.base.ObjectKey;
import cacheworker.core.ufs.MemoryUfs;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsFactory;
import cacheworker.core.ufs.UfsOptions;
import cacheworker.core.ufs.UnderFileSystem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountsTest {
    private static final Map<String, String> CONFIGURED = Map.of("s3a.accessKeyId", "all", "other", "kept");

    @TempDir
    Path directory;

    private final Opened opened = new Opened();

    /** Opens {@code mem} and plain paths in memory, except those called missing. */
    private static final class Opened implements UfsFactory {
        private final Map<URI, UfsOptions> options = new LinkedHashMap<>();
        private final Map<URI, MemoryUfs> ufs = new LinkedHashMap<>();

        @Override
        public Set<String> schemes() {
            return Set.of("mem", "");
        }

        @Override
        public UnderFileSystem open(URI root, UfsOptions with) throws UfsException {
            if (root.toString().contains("missing")) {
                throw new UfsException(Kind.NOT_FOUND, "there is no directory '" + root + "'");
            }
            options.put(root, with);
            return ufs.computeIfAbsent(root, any -> new MemoryUfs());
        }
    }

    @Test
    void everyMountIsOpenedWithItsOptionsOverTheConfiguration() throws Exception {
        Path table = table("/b MEM:/b s3a.accessKeyId=own readonly", "/b/c mem:/c");
        try (Namespace namespace = open("/data/ufs", table)) {
            assertThat(namespace.mounts()).extracting(Mount::path).containsExactly("", "b", "b/c");
            assertThat(namespace.mounts()).extracting(Mount::readOnly).containsExactly(false, true, false);
            assertThat(namespace.mounts()).extracting(Mount::uri).containsExactly("/data/ufs", "MEM:/b", "mem:/c");
            assertThat(opened.options.values())
                    .extracting(UfsOptions::protectedDepth)
                    .containsExactly(1, 0, 0);
            UfsOptions own = opened.options.get(URI.create("MEM:/b"));
            assertThat(own.get("s3a.accessKeyId")).isEqualTo("own");
            assertThat(own.get("other")).isEqualTo("kept");
            assertThat(opened.options.get(URI.create("mem:/c")).get("s3a.accessKeyId"))
                    .isEqualTo("all");
            assertThat(namespace.locate(new ObjectKey("b", "c/k")).mount().path())
                    .isEqualTo("b/c");
        }
        assertThat(opened.ufs.values())
                .allSatisfy(ufs -> assertThatThrownBy(() -> ufs.stat("")).isInstanceOf(UfsException.class));
    }

    @Test
    void mountsShowTheDateOfTheirTable() throws Exception {
        Path table = table("/b mem:/b");
        Files.setLastModifiedTime(table, FileTime.fromMillis(1_500_000_000_000L));
        assertThat(open(null, table).bucket("b").createdMillis()).isEqualTo(1_500_000_000_000L);
    }

    @Test
    void theRootMountMayStandInTheTable() throws Exception {
        assertThat(open(" ", table("/ mem:/r")).mounts())
                .extracting(Mount::path)
                .containsExactly("");
        assertThat(opened.options.values())
                .extracting(UfsOptions::protectedDepth)
                .containsExactly(1);
    }

    @Test
    void aPathIsMountedOnce() throws Exception {
        Path table = table("/a mem:/1", "/b mem:/2", "/a/ mem:/3");
        assertThatThrownBy(() -> open(null, table))
                .hasMessage(table + ", line 3: '/a' is mounted already, by " + table + ", line 1");
        Path second = table("/ mem:/r");
        assertThatThrownBy(() -> open("/data", second))
                .hasMessage(second + ", line 1: '/' is mounted already, by alluxio.dora.client.ufs.root");
    }

    @Test
    void anUnknownSchemeIsRefusedWithTheKnownOnes() throws Exception {
        Path table = table("/a nosuch://x/y");
        assertThatThrownBy(() -> open(null, table))
                .hasMessage(table + ", line 1: no adapter opens the scheme 'nosuch' of 'nosuch://x/y':"
                        + " expected one of a plain path, mem:");
        assertThatThrownBy(() -> Mounts.read(new MountSettings("x", null, false, Map.of(), 32, 8))
                        .open(List.of()))
                .hasMessageContaining("there is no adapter");
    }

    @Test
    void oneUfsThatCannotBeOpenedClosesTheOthers() throws Exception {
        assertThatThrownBy(() -> open("/data", table("/a mem:/missing")))
                .hasMessageContainingAll("line 1: 'mem:/missing' cannot be mounted at '/a': there is no directory");
        assertThatThrownBy(() -> opened.ufs.get(URI.create("/data")).stat("")).isInstanceOf(UfsException.class);
    }

    @Test
    void aMountThatIsAloneMayHaveMostOfTheThreadsWaiting() {
        MountSettings shares = new MountSettings("x", null, false, Map.of(), 1024, 0);
        assertThat(shares.mostWaiting(1)).isEqualTo(768);
        assertThat(shares.mostWaiting(2)).isEqualTo(256);
        assertThat(new MountSettings("x", null, false, Map.of(), 4, 0).mostWaiting(1))
                .isEqualTo(8);
        assertThat(new MountSettings("x", null, false, Map.of(), 1024, 5).mostWaiting(1))
                .isEqualTo(5);
    }

    @Test
    void nothingToMountIsRefused() throws Exception {
        assertThatThrownBy(() -> open("", table("# nothing"))).hasMessageStartingWith("nothing is mounted: set ");
        assertThatThrownBy(() -> open(null, null)).hasMessageContaining("alluxio.dora.client.ufs.root");
    }

    @Test
    void localRootsAreThePathsOfThisMachine() throws Exception {
        Path table = table("/a file:///x/a%20b", "/b s3://bucket/x", "/c FILE:/y");
        Mounts mounts = Mounts.read(new MountSettings("rel/ufs", table, false, Map.of(), 32, 8));
        assertThat(mounts.localRoots().values())
                .containsExactlyInAnyOrder(Path.of("rel/ufs"), Path.of("/x/a b"), Path.of("/y"));
    }

    private Namespace open(@Nullable String root, @Nullable Path table) throws MountException {
        return Mounts.read(new MountSettings(root, table, false, CONFIGURED, 32, 8))
                .open(List.of(opened));
    }

    private Path table(String... lines) throws IOException {
        return Files.write(directory.resolve("mount-table"), List.of(lines));
    }
}
