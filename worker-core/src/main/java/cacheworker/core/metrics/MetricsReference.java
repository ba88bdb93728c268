package cacheworker.core.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/** Makes {@code docs/metrics.md} from the catalogue. */
public final class MetricsReference {
    private MetricsReference() {}

    /**
     * Writes the page.
     *
     * @param args the file to write
     * @throws IOException when it cannot be written
     */
    public static void main(String[] args) throws IOException {
        Files.writeString(Path.of(args[0]), page());
    }

    /** The page, Markdown. */
    static String page() {
        StringBuilder page = new StringBuilder(8_192);
        page.append("""
                # Metrics

                Made from the catalogue in `cacheworker.core.metrics.WorkerMeter`; do not edit, run `bin/docs`.

                `http://worker:30000/metrics` has them as Prometheus text. A summary also has `_count`, `_sum` and
                `_max`, a timer `_bucket` beside these. A series with labels appears when it is first counted. The JVM's
                and the process's own meters (`jvm_*`, `process_*`, `system_*`) come from Micrometer.

                The byte hit ratio of a while:

                    rate(alluxio_cached_data_read_bytes_total[5m])
                      / (rate(alluxio_cached_data_read_bytes_total[5m])
                         + ignoring(method) rate(alluxio_ufs_data_access_bytes_total{method="read"}[5m]))

                | Meter | Kind | Unit | Labels | Meaning |
                |---|---|---|---|---|
                """);
        for (WorkerMeter meter : WorkerMeter.values()) {
            String labels =
                    meter.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
            page.append("| `").append(meter.exposedName());
            page.append("` | ").append(meter.kind().name().toLowerCase(Locale.ROOT));
            page.append(" | ").append(meter.unit());
            page.append(" | ").append(labels.isEmpty() ? "–" : labels);
            page.append(" | ").append(meter.description()).append(" |\n");
        }
        return page.toString();
    }
}
