package cacheworker.it.env;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a command to its end. */
public final class Shell {
    private Shell() {}

    /**
     * What a command left behind.
     *
     * @param exit its exit code
     * @param output standard output and standard error
     */
    public record Result(int exit, String output) {
        /** Fails unless the command succeeded. */
        public String orFail() {
            if (exit != 0) {
                throw new AssertionError("exit " + exit + ": " + output);
            }
            return output;
        }
    }

    /** Runs a command with further environment variables. */
    public static Result run(Duration limit, Map<String, String> environment, List<String> command) {
        try {
            Path output = Files.createTempFile("shell", ".out");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            if (!ended) {
                throw new AssertionError("not done within " + limit + ": " + command + "\n" + text);
            }
            return new Result(process.exitValue(), text);
        } catch (IOException e) {
            throw new AssertionError("cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while running " + command, e);
        }
    }

    /** Runs a command. */
    public static Result run(Duration limit, String... command) {
        return run(limit, Map.of(), List.of(command));
    }
}
