package cacheworker.core.mount;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples that users copy are mount tables. */
class MountTableExamplesTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void theTemplateMountsNothingAndItsExamplesAreMounts() throws Exception {
        Path template = PROJECT.resolve("conf/mount_table.template");
        assertThat(MountTable.read(template)).isEmpty();
        List<String> examples = Files.readAllLines(template).stream()
                .filter(line -> line.startsWith("#/"))
                .map(line -> line.substring(1))
                .toList();
        assertThat(MountTable.parse("template", examples))
                .extracting(MountSpec::path)
                .containsExactly("nas", "training", "models/prod", "nas/scratch");
    }

    @Test
    void theExampleOfTheManualIsATable() throws IOException, MountException {
        String manual = Files.readString(PROJECT.resolve("docs/namespace.md"));
        List<String> example = manual.split("```")[1].lines().toList();
        assertThat(MountTable.parse("manual", example))
                .hasSize(4)
                .first()
                .hasToString("/nas file:/mnt/nas/datasets []");
    }
}
