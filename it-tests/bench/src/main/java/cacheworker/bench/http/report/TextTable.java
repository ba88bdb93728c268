package cacheworker.bench.http.report;

import java.util.List;
import java.util.Locale;

/** Series as text: lines for a terminal, rows for a Markdown page. */
public final class TextTable {
    /** The series that others are compared with. */
    public static final String WORKER = "worker";

    private static final String HEADER = String.format(
            "%-14s %10s %9s %9s %9s %9s %9s %9s %6s %10s",
            "", "req/s", "MB/s", "p50 µs", "p99 µs", "1st b. µs", "CPU s/GB", "CPU µs/rq", "busy", "worker is");

    private TextTable() {}

    /**
     * One scenario for a terminal.
     *
     * @param contest series of one scenario
     * @return lines, the last with its end
     */
    public static String lines(List<Series> contest) {
        StringBuilder text = new StringBuilder();
        Series first = contest.get(0);
        text.append(String.format("%n%s, %d connections%n%s%n", first.scenario(), first.connections(), HEADER));
        for (Series series : contest) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-14s %10.0f %9.1f %9.0f %9.0f %9s %9s %9s %5.0f%% %10s%n",
                    series.server(),
                    series.median(Sample::requestsPerSecond),
                    series.median(Sample::bytesPerSecond) / 1e6,
                    series.median(Sample::medianMicros),
                    series.median(Sample::p99Micros),
                    known("%.0f", series.median(Sample::firstByteMicros)),
                    known("%.3f", series.median(Sample::cpuSecondsPerGb)),
                    known("%.1f", series.median(Sample::cpuMicrosPerRequest)),
                    100 * series.median(Sample::loadBusy),
                    workerTo(series, contest)));
        }
        return text.toString();
    }

    /**
     * Everything as a Markdown table.
     *
     * @param results what was measured
     * @return lines
     */
    public static String markdown(Results results) {
        StringBuilder text = new StringBuilder("""
                | asked for | connections | server | req/s | MB/s | p50 µs | p99 µs | CPU s/GB | CPU µs/req \
                | generator busy | worker is |
                |---|---|---|---|---|---|---|---|---|---|---|
                """);
        for (Series series : results.series()) {
            List<Series> contest = results.series().stream()
                    .filter(s -> s.scenario().equals(series.scenario()) && s.connections() == series.connections())
                    .toList();
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %s | %.0f | %.1f | %.0f | %.0f | %s | %s | %.0f %% | %s |%n",
                    series.scenario(),
                    series.connections(),
                    series.server(),
                    series.median(Sample::requestsPerSecond),
                    series.median(Sample::bytesPerSecond) / 1e6,
                    series.median(Sample::medianMicros),
                    series.median(Sample::p99Micros),
                    known("%.3f", series.median(Sample::cpuSecondsPerGb)),
                    known("%.1f", series.median(Sample::cpuMicrosPerRequest)),
                    100 * series.median(Sample::loadBusy),
                    workerTo(series, contest)));
        }
        return text.toString();
    }

    private static String known(String format, double value) {
        return value > 0 ? String.format(Locale.ROOT, format, value) : "–";
    }

    /** How many times the other's bytes (requests where there are none) the worker gives. */
    private static String workerTo(Series other, List<Series> contest) {
        return contest.stream()
                .filter(series ->
                        series.server().equals(WORKER) && !other.server().equals(WORKER))
                .findFirst()
                .map(worker -> String.format(Locale.ROOT, "%.2f ×", worker.ratio(other, Sample::requestsPerSecond)))
                .orElse("");
    }
}
