package cacheworker.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes {@code docs/configuration.md} and {@code conf/alluxio-site.properties.template} from the declarations. */
public final class ConfigReference {
    private static final int WIDTH = 100;

    private ConfigReference() {}

    /**
     * Writes both files.
     *
     * @param args the page and the template
     * @throws IOException when one cannot be written
     */
    public static void main(String[] args) throws IOException {
        Files.writeString(Path.of(args[0]), page());
        Files.writeString(Path.of(args[1]), template());
    }

    /** The page, Markdown. */
    static String page() {
        StringBuilder page = new StringBuilder(16_384);
        page.append("""
                # Configuration

                Made from the declarations in `cacheworker.core.config`; do not edit, run `bin/docs`.

                A setting is taken from the first place that has it:

                1. a system property, `-Dalluxio.worker.rest.port=29998`, in `ALLUXIO_JAVA_OPTS` or
                   `ALLUXIO_WORKER_JAVA_OPTS`;
                2. an environment variable, the name in capitals with `_` for `.`: `ALLUXIO_WORKER_REST_PORT=29998`;
                3. the site file `alluxio-site.properties` (Java properties, UTF-8), the first found in
                   `$ALLUXIO_CONF_DIR`, `conf/`, `~/.alluxio/` and `/etc/alluxio/`.

                An empty value counts as not set. `${other.setting}` stands for that setting's value. Relative paths
                are taken from the directory of the installation. Sizes count in 1024s (`512KB`, `1MB`, `2GB`; bytes
                without a unit); durations are a number and `ms`, `s`, `min`, `h` or `d` (milliseconds without a unit).

                A value of the wrong form stops the start; all of them are reported at once. A name beginning with
                `alluxio.` that no setting has is a warning, with the nearest name that there is.
                `bin/alluxio conf get NAME` prints the value in force; secrets are never printed.
                """);
        for (KeyGroup group : KeyCatalogue.GROUPS) {
            page.append("\n## ").append(group.title()).append("\n");
            if (KeyCatalogue.MOUNT_GROUPS.contains(group)) {
                page.append("\nEach may also be an option of one mount, in the mount table, and counts there first.\n");
            }
            page.append("\n| Setting | Value | Default | Meaning |\n|---|---|---|---|\n");
            group.keys().forEach(key -> row(page, key));
        }
        return page.toString();
    }

    private static void row(StringBuilder page, Key<?> key) {
        page.append("| `").append(key.name()).append('`');
        key.aliases().forEach(alias -> page.append("<br>or `").append(alias).append('`'));
        page.append(" | ").append(key.type().expected());
        page.append(" | ").append(shownDefault(key.defaultText()));
        page.append(" | ").append(key.description()).append(" |\n");
    }

    private static String shownDefault(@Nullable String text) {
        return text == null ? "–" : "`" + text + "`";
    }

    /** The template, Java properties, everything commented out. */
    static String template() {
        StringBuilder template = new StringBuilder(16_384);
        template.append("""
                # Settings of S3 Cache Worker. Copy to alluxio-site.properties and uncomment what you change.
                # Made from the declarations by bin/docs; docs/configuration.md has the same, and where else values come
                # from.
                """);
        for (KeyGroup group : KeyCatalogue.GROUPS) {
            template.append("\n\n# ---- ").append(group.title()).append(" ----\n");
            for (Key<?> key : group.keys()) {
                template.append('\n');
                wrapped(key.description() + " Value: " + key.type().expected() + ".")
                        .forEach(line -> template.append("# ").append(line).append('\n'));
                String text = key.defaultText();
                template.append('#').append(key.name()).append('=').append(text == null ? "" : text);
                template.append('\n');
            }
        }
        return template.toString();
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
