package cacheworker.it.clients.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.env.Project;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the page on clients to its form, and its rows to the classes that prove them. */
class CompatibilityPageTest {
    @Test
    void pageIsWhatItsRowsMakeOfIt() throws IOException {
        assertThat(Files.readString(Project.root().resolve(CompatibilityPage.NAME)))
                .isEqualTo(CompatibilityPage.read().text());
    }

    @Test
    void everyClientHasARowAndEveryRowAClient() throws IOException, URISyntaxException {
        Path classes = Path.of(CompatibilityPage.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> clients;
        try (Stream<Path> files = Files.list(classes.resolve("cacheworker/it/clients"))) {
            clients = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("IT.class"))
                    .map(name -> clientOf(name.substring(0, name.indexOf('.'))))
                    .toList();
        }
        assertThat(CompatibilityPage.read().clients()).containsExactlyInAnyOrderElementsOf(clients);
    }

    private static String clientOf(String simpleName) {
        try {
            return Class.forName("cacheworker.it.clients." + simpleName)
                    .getAnnotation(ClientMatrix.class)
                    .value();
        } catch (ClassNotFoundException e) {
            throw new AssertionError("no class for " + simpleName, e);
        }
    }
}
