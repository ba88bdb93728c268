package cacheworker.bench.http;

import cacheworker.bench.http.load.BenchFailure;
import cacheworker.bench.http.load.Folders;
import cacheworker.bench.http.load.Wrk;
import cacheworker.bench.http.server.Cores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a run takes place.
 *
 * @param root folder of the built project
 * @param folder for everything that the run makes
 * @param cores where servers and generators run
 * @param quick whether the cases that have targets are enough
 */
record Bed(Path root, Path folder, Cores cores, boolean quick) {
    /** The objects that are read, as files. They stay for the next run. */
    Path objects() {
        return folder.resolve("objects");
    }

    /** A folder of that name, empty. */
    Path emptyFolder(String name) {
        Path made = folder.resolve(name);
        Folders.delete(made);
        try {
            return Files.createDirectories(made);
        } catch (IOException e) {
            throw new BenchFailure("cannot make " + made, e);
        }
    }

    /** The generator for small bodies. */
    Wrk wrk() {
        return new Wrk(cores.asking(List.of("wrk")), folder.resolve("wrk"));
    }
}
