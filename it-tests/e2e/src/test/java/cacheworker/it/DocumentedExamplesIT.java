package cacheworker.it;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.env.Project;
import cacheworker.it.env.Shell;
import cacheworker.it.env.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first example of a page about a client, run as it stands there, but for the port. */
class DocumentedExamplesIT {
    private static final Pattern EXAMPLE = Pattern.compile("```(sh|python)\n(.*?)```", Pattern.DOTALL);
    private static final String DOCUMENTED = "127.0.0.1:29998";

    @TempDir
    private static Path home;

    private static WorkerProcess worker;

    @BeforeAll
    static void start() {
        worker = new WorkerProcess(home).localUfs(home.resolve("ufs")).start();
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    @ParameterizedTest
    @CsvSource({
        "boto3, b'hello'",
        "aws-cli, dir/hello.txt",
        "rclone, dir/hello.txt",
        "s3cmd, s3://demo-s3cmd/dir/hello.txt"
    })
    void anExampleRunsAsItStands(String page, String expected, @TempDir Path directory) throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(Project.root().resolve("docs/clients/" + page + ".md")));
        assertThat(example.find()).isTrue();
        assertThat(example.group(2)).contains(DOCUMENTED);
        Path script = Files.writeString(
                directory.resolve("example"), example.group(2).replace(DOCUMENTED, "127.0.0.1:" + worker.s3Port()));
        String program = example.group(1).equals("sh") ? "bash -e" : "/usr/bin/python3";
        String command = "cd " + directory + " && " + program + " " + script;
        Shell.Result result =
                Shell.run(Duration.ofMinutes(2), Map.of("HOME", directory.toString()), List.of("bash", "-c", command));
        assertThat(result.orFail()).contains(expected);
    }
}
