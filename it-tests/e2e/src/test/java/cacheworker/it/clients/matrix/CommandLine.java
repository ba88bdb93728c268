package cacheworker.it.clients.matrix;

import cacheworker.it.env.Shell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs commands of one client in an environment that holds nothing of the machine's user. */
public final class CommandLine {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();

    /** A command that begins with some words. */
    public CommandLine(String... words) {
        command.addAll(Arrays.asList(words));
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("PYTHONUTF8", "1");
        environment.put("AWS_ACCESS_KEY_ID", TestBucket.ACCESS_KEY);
        environment.put("AWS_SECRET_ACCESS_KEY", TestBucket.SECRET_KEY);
        environment.put("AWS_DEFAULT_REGION", TestBucket.REGION);
        environment.put("AWS_REGION", TestBucket.REGION);
        environment.put("AWS_CONFIG_FILE", "/dev/null");
        environment.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_CA_BUNDLE", "");
        // A second attempt would hide that the first one failed.
        environment.put("AWS_MAX_ATTEMPTS", "1");
    }

    /** Sets a variable of the environment. */
    public CommandLine with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Runs the command with further words, and gives what it printed; fails if it fails. */
    public String run(String... words) {
        Shell.Result result = attempt(words);
        if (result.exit() != 0) {
            throw new AssertionError(command.get(0) + " " + String.join(" ", words) + ": exit " + result.exit() + "\n"
                    + result.output());
        }
        return result.output();
    }

    /** Runs the command with further words, whatever comes of it. */
    public Shell.Result attempt(String... words) {
        List<String> all = new ArrayList<>(command);
        all.addAll(Arrays.asList(words));
        return Shell.run(LIMIT, environment, all);
    }
}
