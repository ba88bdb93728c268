package cacheworker.core.page;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.base.ObjectId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two directories, the first of which stops taking pages. Ids with an even last number go there first. */
class PageStoreDiskFullTest {
    private static final int PAGE = 256 << 10;
    private static final long LENGTH = 2L << 20;
    private static final int PAGES = 8;

    private Path home;
    private boolean mounted;

    @BeforeEach
    void home(@TempDir Path directory) {
        home = directory;
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            asRoot("umount", "-l", home.resolve("pages0").toString());
        }
    }

    private static ObjectId id(int object) {
        return new ObjectId(5, object);
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var output = process.getInputStream()) {
            output.readAllBytes();
        }
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    /** Only root may mount; who is not may have the right to become it, without which bin/test installs nothing. */
    private static boolean asRoot(String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(command));
        if (run(command)) {
            return true;
        }
        words.addAll(0, List.of("sudo", "-n"));
        return Files.isExecutable(Path.of("/usr/bin/sudo")) && run(words.toArray(String[]::new));
    }

    /** Makes the first directory a file system of its own, of 48 MiB, that all may write to. */
    private void mount() throws IOException, InterruptedException {
        Path directory = Files.createDirectories(home.resolve("pages0"));
        mounted = asRoot("mount", "-t", "tmpfs", "-o", "size=48m,mode=1777", "pages", directory.toString());
        assertThat(mounted)
                .as("root, or sudo without a password, to mount a small file system")
                .isTrue();
    }

    /** Takes all room of the first directory that is left, but for a few MiB. */
    private void fillUp(long left) throws IOException {
        byte[] block = new byte[64 << 10];
        Path directory = home.resolve("pages0");
        try (OutputStream ballast = Files.newOutputStream(directory.resolve("ballast"))) {
            while (Files.getFileStore(directory).getUsableSpace() > left) {
                ballast.write(block);
            }
        }
    }

    private static int write(StoreHome store, int object) {
        int kept = 0;
        for (int page = 0; page < PAGES; page++) {
            kept += store.write(id(object), LENGTH, page) ? 1 : 0;
        }
        return kept;
    }

    private static int hits(StoreHome store, int object) throws IOException {
        int hits = 0;
        for (int page = 0; page < PAGES; page++) {
            byte[] bytes = store.read(id(object), LENGTH, (long) page * PAGE);
            if (bytes != null) {
                hits++;
                assertThat(Arrays.equals(bytes, store.expected(id(object), LENGTH, (long) page * PAGE)))
                        .isTrue();
            }
        }
        return hits;
    }

    @Test
    void aFullDiskRefusesPagesAndIsReadOn() throws Exception {
        mount();
        try (StoreHome store = new StoreHome(home, PAGE, 1, StoreHome.SMALLEST)) {
            assertThat(write(store, 0)).isEqualTo(PAGES);
            fillUp(3L << 20);
            int kept = write(store, 2) + write(store, 4);
            assertThat(kept).isBetween(PAGES, 2 * PAGES - 1);
            assertThat(hits(store, 2) + hits(store, 4)).isEqualTo(kept);
            assertThat(hits(store, 0)).isEqualTo(PAGES);
            assertThat(store.store().stats().refusedPages()).isEqualTo(2 * PAGES - kept);
            assertThat(store.store().stats().sickDirectories()).isEqualTo(1);
            assertThat(store.store().stats().pages()).isEqualTo(PAGES + kept);
        }
    }

    @Test
    void whatAFullDiskHadIsThereAfterAStartWithRoom() throws Exception {
        mount();
        int kept;
        try (StoreHome store = new StoreHome(home, PAGE, 1, StoreHome.SMALLEST)) {
            fillUp(1L << 20);
            kept = write(store, 0);
            assertThat(kept).isBetween(1, PAGES - 1);
        }
        Files.delete(home.resolve("pages0/ballast"));
        try (StoreHome store = new StoreHome(home, PAGE, 1, StoreHome.SMALLEST)) {
            assertThat(hits(store, 0)).isEqualTo(kept);
            assertThat(write(store, 0)).isEqualTo(PAGES);
        }
    }

    @Test
    void pagesForAFullDiskGoToAnother() throws Exception {
        mount();
        try (StoreHome store = new StoreHome(home, PAGE, 2, StoreHome.SMALLEST)) {
            assertThat(write(store, 0)).isEqualTo(PAGES);
            fillUp(1L << 20);
            assertThat(write(store, 2)).isEqualTo(PAGES);
            assertThat(write(store, 4)).isEqualTo(PAGES);
            for (int object : new int[] {0, 2, 4}) {
                assertThat(hits(store, object)).isEqualTo(PAGES);
            }
            assertThat(store.store().stats().refusedPages()).isZero();
            assertThat(store.store().stats().sickDirectories()).isEqualTo(1);
        }
    }

    @Test
    void aDirectoryThatWentAwayIsDoneWithoutOnceItIsNeeded() throws Exception {
        try (StoreHome store = new StoreHome(home, PAGE, 2, StoreHome.SMALLEST)) {
            assertThat(write(store, 0) + write(store, 1)).isEqualTo(2 * PAGES);
            Files.move(home.resolve("pages0"), home.resolve("elsewhere"));
            for (int object = 2; object < 8; object++) {
                assertThat(write(store, object)).isEqualTo(PAGES);
            }
            assertThat(store.store().stats().sickDirectories()).isEqualTo(1);
            assertThat(hits(store, 0)).isZero();
            assertThat(hits(store, 1) + hits(store, 7)).isEqualTo(2 * PAGES);
            assertThat(write(store, 0)).isEqualTo(PAGES);
            assertThat(hits(store, 0)).isEqualTo(PAGES);
        }
    }

    @Test
    void withoutAnyDirectoryLeftNothingIsKeptAndNothingFails() throws Exception {
        try (StoreHome store = new StoreHome(home, PAGE, 1, StoreHome.SMALLEST)) {
            write(store, 0);
            Files.move(home.resolve("pages0"), home.resolve("elsewhere"));
            for (int object = 2; object < 8; object++) {
                write(store, object);
            }
            assertThat(write(store, 8)).isZero();
            assertThat(hits(store, 0) + hits(store, 8)).isZero();
            assertThat(store.store().tryReserve(PAGE)).isFalse();
        }
    }
}
