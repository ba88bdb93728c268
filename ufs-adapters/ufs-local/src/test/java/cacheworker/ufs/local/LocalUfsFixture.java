package cacheworker.ufs.local;

import cacheworker.core.ufs.UfsException;
import cacheworker.ufs.contract.UfsCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A local UFS in a directory of its own beside one that it must not reach, and a clock that can be moved. */
abstract class LocalUfsFixture {
    @TempDir
    private Path temporary;

    private volatile Duration shift = Duration.ZERO;
    LocalUfs ufs;
    UfsCalls calls;

    @BeforeEach
    final void openUfs() throws IOException {
        java.nio.file.Files.createDirectories(root());
        java.nio.file.Files.createDirectories(outside());
        reopen(settings(0, true));
    }

    @AfterEach
    final void closeUfs() {
        ufs.close();
    }

    final void reopen(LocalSettings settings) throws UfsException {
        if (ufs != null) {
            ufs.close();
        }
        ufs = LocalUfs.open(root(), settings);
        calls = new UfsCalls(ufs);
    }

    final LocalSettings settings(int protectedDepth, boolean useExtendedAttributes) {
        InstantSource clock = () -> Instant.now().plus(shift);
        return new LocalSettings(
                protectedDepth,
                useExtendedAttributes,
                true,
                1 << 20,
                Duration.ofHours(1),
                Duration.ofDays(7),
                Duration.ofMillis(20),
                clock);
    }

    /** Makes everything look so much older to the UFS. */
    final void waitAsItWere(Duration time) {
        shift = shift.plus(time);
    }

    final Path root() {
        return temporary.resolve("root");
    }

    final Path outside() {
        return temporary.resolve("outside");
    }

    static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError("failed: " + String.join(" ", command));
        }
    }
}
