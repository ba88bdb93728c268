package cacheworker.it.clients.matrix;

import cacheworker.it.env.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page that says which client does what, made of rows that the tests of the clients prove. */
final class CompatibilityPage {
    static final String NAME = "docs/s3-compatibility.md";
    static final String BOTH = "yes";
    static final String NONE = "–";

    private static final String INTRODUCTION = """
            # S3 clients

            Made by the tests of the clients, which fail when a row says other than they proved; do not edit by hand.
            Each cell is a test with the real client against a running worker, over a local and over an S3 UFS.
            Bytes are compared by SHA-256, those of uploads in the UFS itself. The S3 UFS is s3proxy; since that keeps
            no tags, those of the columns on tags are kept by another worker, which is the S3 UFS of a mount.

            `yes`: over both UFS. `local`, `S3`: over that one only. `–`: the client has no such function. Empty: not
            tested.

            """;

    private static final Path FILE = Project.root().resolve(NAME);

    private final SortedMap<String, Map<Feature, String>> rows;

    private CompatibilityPage(SortedMap<String, Map<Feature, String>> rows) {
        this.rows = rows;
    }

    /** Whether this run is to write what it proves, instead of holding the page to it. */
    static boolean isToBeWritten() {
        return Boolean.getBoolean("cacheworker.docs.write");
    }

    /** The page as it is; without rows when there is none. */
    static CompatibilityPage read() throws IOException {
        SortedMap<String, Map<Feature, String>> rows = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (Files.exists(FILE)) {
            Files.readAllLines(FILE).stream()
                    .filter(line -> line.startsWith("| **"))
                    .map(line -> line.split("\\|", -1))
                    .forEach(cells -> rows.put(cells[1].strip().replace("**", ""), cellsOf(cells)));
        }
        return new CompatibilityPage(rows);
    }

    private static Map<Feature, String> cellsOf(String[] cells) {
        Map<Feature, String> row = new EnumMap<>(Feature.class);
        int column = 1;
        for (Feature feature : Feature.values()) {
            column++;
            row.put(feature, column < cells.length ? cells[column].strip() : "");
        }
        return row;
    }

    /** The names of the clients. */
    Iterable<String> clients() {
        return rows.keySet();
    }

    /** The cells of a client, none when it is not on the page. */
    Map<Feature, String> row(String client) {
        return rows.getOrDefault(client, Map.of());
    }

    /** The page with another row for a client. */
    CompatibilityPage with(String client, Map<Feature, String> row) {
        SortedMap<String, Map<Feature, String>> changed = new TreeMap<>(rows);
        changed.put(client, row);
        return new CompatibilityPage(changed);
    }

    void write() throws IOException {
        Files.writeString(FILE, text());
    }

    /** The whole page. */
    String text() {
        StringBuilder text = new StringBuilder(INTRODUCTION);
        text.append("| client | ")
                .append(Arrays.stream(Feature.values()).map(Feature::title).collect(Collectors.joining(" | ")))
                .append(" |\n|---|")
                .append("---|".repeat(Feature.values().length))
                .append('\n');
        rows.forEach((client, row) -> text.append("| **")
                .append(client)
                .append("** | ")
                .append(row.values().stream().collect(Collectors.joining(" | ")))
                .append(" |\n"));
        text.append("\nThe columns:\n\n");
        for (Feature feature : Feature.values()) {
            text.append("- **")
                    .append(feature.title())
                    .append("**: ")
                    .append(feature.meaning())
                    .append('\n');
        }
        return text.toString();
    }
}
