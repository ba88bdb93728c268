package cacheworker.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ConfigReferenceTest {
    private static String file(String first, String... more) throws IOException {
        return Files.readString(Path.of("..", first).resolve(Path.of("", more)));
    }

    @Test
    void thePageSaysWhatTheDeclarationsSay() throws IOException {
        assertThat(file("docs", "configuration.md"))
                .as("docs/configuration.md is out of date: run bin/docs")
                .isEqualTo(ConfigReference.page());
    }

    @Test
    void theTemplateSaysWhatTheDeclarationsSay() throws IOException {
        assertThat(file("conf", "alluxio-site.properties.template"))
                .as("conf/alluxio-site.properties.template is out of date: run bin/docs")
                .isEqualTo(ConfigReference.template());
    }

    @Test
    void theTemplateSetsNothingUntilItIsUncommented() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(ConfigReference.template()));
        assertThat(properties).isEmpty();
        properties.load(new StringReader(ConfigReference.template().replaceAll("(?m)^#(?! )", "")));
        assertThat(properties).hasSameSizeAs(KeyCatalogue.keys().toList());
    }
}
