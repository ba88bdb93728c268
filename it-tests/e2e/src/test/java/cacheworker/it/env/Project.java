package cacheworker.it.env;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project lies that is being tested. */
public final class Project {
    private Project() {}

    /** The folder of the checkout. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("bin/alluxio"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new AssertionError("bin/alluxio is not above " + Path.of("").toAbsolutePath());
        }
        return folder;
    }

    /** Whether the long suites run too. */
    public static boolean isFullRun() {
        return Boolean.getBoolean("cacheworker.full");
    }
}
