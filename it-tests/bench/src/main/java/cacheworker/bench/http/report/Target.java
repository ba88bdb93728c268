package cacheworker.bench.http.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What the worker is meant to reach.
 *
 * @param text what is compared with what
 * @param bound the least, or the most, that is good
 * @param atLeast whether the bound is the least
 * @param value what was measured, when it was
 */
public record Target(String text, double bound, boolean atLeast, Function<Results, OptionalDouble> value) {
    /** The fact that single flight leaves. */
    public static final String SINGLE_FLIGHT = "bytes read from the UFS for 100 clients of one cold object, in objects";

    private static final String WORKER = "worker";
    private static final String NGINX = "nginx";
    private static final String TUNED = "nginx 256k";

    /** Everything that is aimed at. */
    public static final List<Target> ALL = List.of(
            rate("GET 1 KiB", 64, NGINX, 1.2),
            p99("GET 1 KiB", 64),
            rate("GET 4 KiB", 64, NGINX, 1.2),
            p99("GET 4 KiB", 64),
            rate("GET 64 KiB", 64, NGINX, 1.05),
            p99("GET 64 KiB", 64),
            rate("HEAD", 64, NGINX, 1.2),
            bytes("GET 1 MiB", 16, TUNED, 0.95),
            cpu("GET 1 MiB", 16),
            bytes("GET 16 MiB", 16, TUNED, 0.95),
            cpu("GET 16 MiB", 16),
            rate("PUT 4 KiB", 16, "raw writes", 0.5),
            new Target(
                    "first byte of a miss of 64 KiB, ms later than the UFS's own",
                    1,
                    false,
                    results -> pair(results, "miss 64 KiB", 1, "UFS")
                            .map(p -> p.worker.difference(p.other, Sample::firstByteMicros) / 1000)
                            .map(OptionalDouble::of)
                            .orElse(OptionalDouble.empty())),
            bytes("miss 1 MiB", 16, "UFS", 0.95),
            bytes("miss 16 MiB", 4, "UFS", 0.95),
            new Target(
                    "reads of a cold object from the UFS for 100 clients at once",
                    1.01,
                    false,
                    results -> results.facts().containsKey(SINGLE_FLIGHT)
                            ? OptionalDouble.of(results.facts().get(SINGLE_FLIGHT))
                            : OptionalDouble.empty()));

    private record Pair(Series worker, Series other) {}

    private static Optional<Pair> pair(Results results, String scenario, int connections, String other) {
        return results.find(scenario, connections, WORKER)
                .flatMap(worker -> results.find(scenario, connections, other).map(series -> new Pair(worker, series)));
    }

    private static Target rate(String scenario, int connections, String other, double bound) {
        return ratio(scenario, connections, other, "requests", bound, true, Sample::requestsPerSecond);
    }

    private static Target bytes(String scenario, int connections, String other, double bound) {
        return ratio(scenario, connections, other, "bytes", bound, true, Sample::bytesPerSecond);
    }

    private static Target p99(String scenario, int connections) {
        return ratio(scenario, connections, NGINX, "99th percentile", 1, false, Sample::p99Micros);
    }

    private static Target cpu(String scenario, int connections) {
        return ratio(scenario, connections, TUNED, "CPU seconds per GB", 1.05, false, Sample::cpuSecondsPerGb);
    }

    private static Target ratio(
            String scenario,
            int connections,
            String other,
            String what,
            double bound,
            boolean atLeast,
            ToDoubleFunction<Sample> value) {
        return new Target(
                scenario + ", " + connections + " connections: " + what + ", worker to " + other,
                bound,
                atLeast,
                results -> pair(results, scenario, connections, other)
                        .map(p -> OptionalDouble.of(p.worker.ratio(p.other, value)))
                        .orElse(OptionalDouble.empty()));
    }

    /**
     * The target and what came of it, as a row of a Markdown table; empty when it was not measured.
     *
     * @param results what was measured
     * @return the row without its line end
     */
    public Optional<String> row(Results results) {
        OptionalDouble measured = value.apply(results);
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        double number = measured.getAsDouble();
        boolean reached = atLeast ? number >= bound : number <= bound;
        return Optional.of(String.format(
                Locale.ROOT,
                "| %s | %s %.2f | %.2f | %s |",
                text,
                atLeast ? "≥" : "≤",
                bound,
                number,
                reached ? "yes" : "**no**"));
    }
}
