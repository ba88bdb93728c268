package cacheworker.bench.http.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another Java process with the class path of this one. */
final class JavaCommand {
    private JavaCommand() {}

    /** A command that runs a class, with sizes as on two cores however it is pinned. */
    static List<String> of(String mainClass, String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ActiveProcessorCount=2",
                "-XX:+UseG1GC",
                "-Xmx1g",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        line.addAll(List.of(arguments));
        return line;
    }
}
