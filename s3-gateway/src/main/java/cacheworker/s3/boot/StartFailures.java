package cacheworker.s3.boot;

import cacheworker.core.config.ConfigException;
import java.io.PrintStream;

/** Says why a worker does not start. */
final class StartFailures {
    private static final String UTF_8 = "UTF-8";

    private StartFailures() {}

    /** A sentence when file names that are not ASCII could not be opened here, else an empty text. */
    static String localeProblem(String fileNameEncoding) {
        return UTF_8.equalsIgnoreCase(fileNameEncoding)
                ? ""
                : "The worker needs a UTF-8 locale to open file names, and has " + fileNameEncoding
                        + ": export LC_ALL=C.UTF-8, or start it with bin/alluxio.";
    }

    static void print(PrintStream out, ConfigException failure) {
        out.println("The configuration cannot be used:");
        failure.problems().forEach(problem -> out.println("  " + problem));
    }
}
