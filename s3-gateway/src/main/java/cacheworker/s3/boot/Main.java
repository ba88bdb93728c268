package cacheworker.s3.boot;

import cacheworker.core.config.ConfigException;
import cacheworker.core.config.ConfigSource;
import cacheworker.core.config.Configuration;
import cacheworker.core.mount.MountException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
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
            Unserved.refuse(configuration);
            Unserved.warnings(configuration).forEach(log::warn);
            serve(configuration);
            return 0;
        } catch (ConfigException e) {
            StartFailures.print(errors, e);
            return 1;
        } catch (MountException | IOException | IllegalStateException e) {
            errors.println("The worker does not start: " + e.getMessage());
            return 1;
        }
    }

    private static void serve(Configuration configuration) throws IOException, MountException {
        Worker worker = Worker.start(configuration);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            worker.close();
                            stopped.countDown();
                        },
                        "stop"));
        System.out.println(StartReport.of(worker, configuration));
        ReadyFile.create();
        awaitQuietly(stopped);
    }

    private static void awaitQuietly(CountDownLatch stopped) {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
