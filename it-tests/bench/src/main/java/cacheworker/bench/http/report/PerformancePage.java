package cacheworker.bench.http.report;

import cacheworker.bench.http.load.BenchFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The measured part of {@code docs/performance.md}, with the numbers and the picture beside it. */
public final class PerformancePage {
    private static final String BEGIN = "<!-- measured: begin -->\n";
    private static final String END = "<!-- measured: end -->\n";

    private PerformancePage() {}

    /**
     * The targets and what came of them.
     *
     * @param results what was measured
     * @return a Markdown table
     */
    public static String targets(Results results) {
        StringBuilder text = new StringBuilder("| what | aim | measured | reached |\n|---|---|---|---|\n");
        Target.ALL.stream()
                .map(target -> target.row(results))
                .flatMap(Optional::stream)
                .forEach(row -> text.append(row).append('\n'));
        return text.toString();
    }

    /**
     * Everything that was measured.
     *
     * @param results what was measured
     * @param how the machine and the kind of run
     * @return Markdown text
     */
    public static String text(Results results, String how) {
        StringBuilder text =
                new StringBuilder(how).append("\n\n").append(targets(results)).append('\n');
        results.facts().forEach((what, value) -> text.append(String.format(Locale.ROOT, "- %s: %.3f%n", what, value)));
        return text.append("\n![Throughput of the worker by that of others](performance.svg)\n\n")
                .append(TextTable.markdown(results))
                .toString();
    }

    /**
     * Writes the files of a run.
     *
     * @param folder where to; made when missing
     * @param results what was measured
     * @param how the machine and the kind of run
     */
    public static void write(Path folder, Results results, String how) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("performance.csv"), CsvFile.of(results));
            Files.writeString(folder.resolve("performance.svg"), RatioChart.svg(results));
            Path page = folder.resolve("performance.md");
            String old = Files.exists(page) ? Files.readString(page) : BEGIN + END;
            int begin = old.indexOf(BEGIN);
            int end = old.indexOf(END);
            if (begin < 0 || end < begin) {
                throw new BenchFailure(page + " has no lines '" + BEGIN.strip() + "' and '" + END.strip() + "'");
            }
            Files.writeString(
                    page, old.substring(0, begin) + BEGIN + "\n" + text(results, how) + "\n" + old.substring(end));
        } catch (IOException e) {
            throw new BenchFailure("cannot write results to " + folder, e);
        }
    }
}
