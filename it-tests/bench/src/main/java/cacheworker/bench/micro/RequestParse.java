package cacheworker.bench.micro;

import cacheworker.bench.http.load.RequestText;
import cacheworker.s3.request.HeaderView;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.RequestParser;
import cacheworker.s3.request.S3Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From method, target and headers to a request, without the HTTP decoder in front. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RequestParse {
    private final HeaderView headers = new Lines(lines());

    private static List<Map.Entry<String, String>> lines() {
        List<Map.Entry<String, String>> lines = new ArrayList<>(List.of(Map.entry("Host", "127.0.0.1:29998")));
        for (String line : RequestText.SIGNED) {
            int colon = line.indexOf(':');
            lines.add(Map.entry(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return lines;
    }

    private record Lines(List<Map.Entry<String, String>> lines) implements HeaderView {
        @Override
        public @Nullable String get(String name) {
            for (Map.Entry<String, String> line : lines) {
                if (line.getKey().equalsIgnoreCase(name)) {
                    return line.getValue();
                }
            }
            return null;
        }

        @Override
        public List<String> all(String name) {
            String value = get(name);
            return value == null ? List.of() : List.of(value);
        }
    }

    /**
     * Reading an object.
     *
     * @return the request
     * @throws MalformedRequestException never
     */
    @Benchmark
    public S3Request get() throws MalformedRequestException {
        return RequestParser.parse("1", "GET", "/bucket/data/part-00017.parquet", headers, "127.0.0.1:40000");
    }

    /**
     * A listing, with a query and names that are percent-encoded.
     *
     * @return the request
     * @throws MalformedRequestException never
     */
    @Benchmark
    public S3Request list() throws MalformedRequestException {
        return RequestParser.parse(
                "1",
                "GET",
                "/bucket?list-type=2&prefix=data%2Fyear%3D2026%2F&delimiter=%2F&max-keys=1000&encoding-type=url",
                headers,
                "127.0.0.1:40000");
    }
}
