package cacheworker.bench.http.report;

import java.util.Locale;

/** Every round of every series, for other programs. */
public final class CsvFile {
    private CsvFile() {}

    /**
     * The file.
     *
     * @param results what was measured
     * @return its text
     */
    public static String of(Results results) {
        StringBuilder text = new StringBuilder("scenario,connections,server,round,requests_per_second,bytes_per_second,"
                + "p50_us,p99_us,first_byte_us,cpu_seconds_per_gb,cpu_us_per_request,generator_busy\n");
        for (Series series : results.series()) {
            int round = 1;
            for (Sample sample : series.samples()) {
                text.append(String.format(
                        Locale.ROOT,
                        "%s,%d,%s,%d,%.1f,%.0f,%.1f,%.1f,%.1f,%.4f,%.2f,%.3f%n",
                        series.scenario(),
                        series.connections(),
                        series.server(),
                        round++,
                        sample.requestsPerSecond(),
                        sample.bytesPerSecond(),
                        sample.medianMicros(),
                        sample.p99Micros(),
                        sample.firstByteMicros(),
                        sample.cpuSecondsPerGb(),
                        sample.cpuMicrosPerRequest(),
                        sample.loadBusy()));
            }
        }
        return text.toString();
    }
}
