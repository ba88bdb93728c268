package cacheworker.bench.http.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Series as text: lines for a terminal, rows for a Markdown page. */
public final class TextTable {
    /** The series that others are compared with. */
    public static final String WORKER = "worker";

    private static final List<String> COLUMNS = List.of(
            "req/s",
            "MB/s",
            "p50 µs",
            "p99 µs",
            "first byte",
            "CPU s/GB",
            "CPU µs/req",
            "gen. busy",
            "worker is",
            "with CPU");

    private TextTable() {}

    /**
     * One scenario for a terminal.
     *
     * @param contest series of one scenario
     * @return lines, the last with its end
     */
    public static String lines(List<Series> contest) {
        Series first = contest.get(0);
        StringBuilder text = new StringBuilder(
                String.format("%n%s, %d connections%n%-12s", first.scenario(), first.connections(), ""));
        COLUMNS.forEach(column -> text.append(String.format("%11s", column)));
        for (Series series : contest) {
            text.append(String.format("%n%-12s", series.server()));
            cells(series, contest).forEach(cell -> text.append(String.format("%11s", cell)));
        }
        return text.append(String.format("%n")).toString();
    }

    /**
     * Everything as a Markdown table.
     *
     * @param results what was measured
     * @return lines
     */
    public static String markdown(Results results) {
        StringBuilder text = new StringBuilder("| asked for | conn. | server | ")
                .append(String.join(" | ", COLUMNS))
                .append(" |\n|---|---|---|")
                .append("---|".repeat(COLUMNS.size()))
                .append('\n');
        for (Series series : results.series()) {
            List<Series> contest = results.series().stream()
                    .filter(s -> s.scenario().equals(series.scenario()) && s.connections() == series.connections())
                    .toList();
            text.append(String.format(
                    "| %s | %d | %s | %s |%n",
                    series.scenario(),
                    series.connections(),
                    series.server(),
                    String.join(" | ", cells(series, contest))));
        }
        return text.toString();
    }

    private static List<String> cells(Series series, List<Series> contest) {
        return List.of(
                number("%.0f", series.median(Sample::requestsPerSecond)),
                number("%.1f", series.median(Sample::bytesPerSecond) / 1e6),
                number("%.0f", series.median(Sample::medianMicros)),
                number("%.0f", series.median(Sample::p99Micros)),
                number("%.0f", series.median(Sample::firstByteMicros)),
                number("%.3f", series.median(Sample::cpuSecondsPerGb)),
                number("%.1f", series.median(Sample::cpuMicrosPerRequest)),
                number("%.0f%%", 100 * series.median(Sample::loadBusy)),
                workerTo(series, contest, Sample::throughput),
                workerTo(series, contest, Sample::cpuMicrosPerRequest));
    }

    private static String number(String format, double value) {
        return value > 0 ? String.format(Locale.ROOT, format, value) : "–";
    }

    /** How many times the other's value the worker has. */
    private static String workerTo(Series other, List<Series> contest, ToDoubleFunction<Sample> value) {
        return contest.stream()
                .filter(series ->
                        series.server().equals(WORKER) && !other.server().equals(WORKER))
                .findFirst()
                .map(worker -> String.format(Locale.ROOT, "%.2f×", worker.ratio(other, value)))
                .orElse("");
    }
}
