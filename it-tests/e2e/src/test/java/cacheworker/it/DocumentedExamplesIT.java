package cacheworker.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.env.NodeModules;
import cacheworker.it.env.Project;
import cacheworker.it.env.Shell;
import cacheworker.it.env.WorkerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first example of a page about a client, run as it stands there, but for the port. */
class DocumentedExamplesIT {
    private static final Pattern EXAMPLE = Pattern.compile("```(sh|python|js)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SPARK_SETTING = Pattern.compile("--conf spark\\.hadoop\\.(\\S+?)=(\\S+)");
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
        "s3cmd, s3://demo-s3cmd/dir/hello.txt",
        "javascript, hello from JavaScript",
        "s3fs, hello from a file",
        "restic, hello from a backup",
        "gdal, 'Size is 512, 512'"
    })
    void anExampleRunsAsItStands(String page, String expected, @TempDir Path directory) throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(Project.root().resolve("docs/clients/" + page + ".md")));
        assertThat(example.find()).isTrue();
        assertThat(example.group(2)).contains(DOCUMENTED);
        String text = example.group(2).replace(DOCUMENTED, "127.0.0.1:" + worker.s3Port());
        boolean isJavaScript = example.group(1).equals("js");
        Path script = Files.writeString(
                isJavaScript ? NodeModules.folder().resolve("example.js") : directory.resolve("example"), text);
        String program = switch (example.group(1)) {
            case "js" -> "node";
            case "python" -> "/usr/bin/python3";
            default -> "bash -e";
        };
        String command = "cd " + directory + " && " + program + " " + script;
        Shell.Result result =
                Shell.run(Duration.ofMinutes(2), Map.of("HOME", directory.toString()), List.of("bash", "-c", command));
        assertThat(result.orFail()).contains(expected);
    }

    @Test
    void s3aTakesTheSettingsOfItsPage(@TempDir Path directory) throws IOException {
        Configuration settings = new Configuration();
        settings.set("hadoop.tmp.dir", directory.toString());
        Matcher setting = SPARK_SETTING.matcher(Files.readString(Project.root().resolve("docs/clients/spark.md")));
        while (setting.find()) {
            settings.set(setting.group(1), setting.group(2).replace(DOCUMENTED, "127.0.0.1:" + worker.s3Port()));
        }
        Files.createDirectories(home.resolve("ufs/demo-s3a"));
        try (FileSystem files = FileSystem.newInstance(URI.create("s3a://demo-s3a/"), settings)) {
            org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path("s3a://demo-s3a/dir/hello.txt");
            try (OutputStream out = files.create(file)) {
                out.write("hello".getBytes(UTF_8));
            }
            try (InputStream in = files.open(file)) {
                assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("hello");
            }
        }
        assertThat(home.resolve("ufs/demo-s3a/dir/hello.txt")).hasContent("hello");
    }
}
