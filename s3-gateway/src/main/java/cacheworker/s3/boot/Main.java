package cacheworker.s3.boot;

import cacheworker.core.config.ConfigException;
import cacheworker.core.config.ConfigSource;
import cacheworker.core.config.Configuration;
import java.io.PrintStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a worker from the configuration of this process. */
public final class Main {
    private Main() {}

    /**
     * Runs a worker until it is asked to stop.
     *
     * @param args none
     */
    public static void main(String[] args) {
        int status = run(System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    private static int run(PrintStream errors) {
        String localeProblem = StartFailures.localeProblem(System.getProperty("sun.jnu.encoding", "none"));
        if (!localeProblem.isEmpty()) {
            errors.println(localeProblem);
            return 1;
        }
        try {
            Configuration configuration = Configuration.load(ConfigSource.ofProcess());
            Logger log = LoggerFactory.getLogger(Main.class);
            configuration.warnings().forEach(log::warn);
            return 0;
        } catch (ConfigException e) {
            StartFailures.print(errors, e);
            return 1;
        }
    }
}
