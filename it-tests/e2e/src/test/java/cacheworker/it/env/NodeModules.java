package cacheworker.it.env;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The packages of JavaScript that the lock file names, installed once below {@code target}, with the scripts. */
public final class NodeModules {
    private static final Path SOURCE = Project.root().resolve("it-tests/e2e/src/test/js");
    private static final Path INSTALLED = Project.root().resolve("it-tests/e2e/target/js");

    private NodeModules() {}

    /** A script beside its packages. */
    public static Path script(String name) {
        try {
            return Files.copy(SOURCE.resolve(name), folder().resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + name, e);
        }
    }

    /** Where a script finds the packages. */
    public static synchronized Path folder() {
        try {
            Path lock = INSTALLED.resolve("package-lock.json");
            if (!Files.isDirectory(INSTALLED.resolve("node_modules"))
                    || Files.mismatch(SOURCE.resolve("package-lock.json"), lock) >= 0) {
                install();
            }
            return INSTALLED;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot install packages of JavaScript", e);
        }
    }

    private static void install() throws IOException {
        Files.createDirectories(INSTALLED);
        for (String name : List.of("package.json", ".npmrc", "package-lock.json")) {
            Files.copy(SOURCE.resolve(name), INSTALLED.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        Shell.run(
                        Duration.ofMinutes(5),
                        Map.of(),
                        List.of("npm", "ci", "--prefix", INSTALLED.toString(), "--no-audit", "--no-fund"))
                .orFail();
    }
}
