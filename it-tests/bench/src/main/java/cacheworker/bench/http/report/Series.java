package cacheworker.bench.http.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one server did in one scenario, round by round.
 *
 * @param scenario what was asked for, {@code GET 4 KiB} for example
 * @param connections how many asked at once
 * @param server who was asked
 * @param samples one for each round
 */
public record Series(String scenario, int connections, String server, List<Sample> samples) {
    /** Copies the samples. */
    public Series {
        samples = List.copyOf(samples);
    }

    /**
     * The middle of all rounds.
     *
     * @param value of a round
     * @return its median
     */
    public double median(ToDoubleFunction<Sample> value) {
        return median(samples.stream().mapToDouble(value).toArray());
    }

    /**
     * How much of another server's value this one has: each round compared by itself, as they ran side by side.
     *
     * @param other a series of the same rounds
     * @param value of a round
     * @return the median of the ratios
     */
    public double ratio(Series other, ToDoubleFunction<Sample> value) {
        double[] ratios = new double[Math.min(samples.size(), other.samples.size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = value.applyAsDouble(samples.get(i)) / value.applyAsDouble(other.samples.get(i));
        }
        return median(ratios);
    }

    /**
     * By how much this one is above another server's value, round by round.
     *
     * @param other a series of the same rounds
     * @param value of a round
     * @return the median of the differences
     */
    public double difference(Series other, ToDoubleFunction<Sample> value) {
        double[] differences = new double[Math.min(samples.size(), other.samples.size())];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = value.applyAsDouble(samples.get(i)) - value.applyAsDouble(other.samples.get(i));
        }
        return median(differences);
    }

    private static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
