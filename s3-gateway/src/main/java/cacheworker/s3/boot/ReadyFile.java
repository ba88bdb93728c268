package cacheworker.s3.boot;

import cacheworker.core.base.Blocking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file by which the launcher sees that a worker in the background serves. The launcher names it with the system
 * property {@value #PROPERTY}.
 */
final class ReadyFile {
    static final String PROPERTY = "cacheworker.ready.file";

    private ReadyFile() {}

    /**
     * Makes the file, if the launcher named one.
     *
     * @throws IOException when it cannot be made
     */
    @Blocking
    static void create() throws IOException {
        String name = System.getProperty(PROPERTY);
        if (name != null) {
            Files.writeString(Path.of(name), ProcessHandle.current().pid() + "\n");
        }
    }
}
