package cacheworker.s3.request;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request as a real client sent it, with what it means, worked out by other means than the parser: see {@code
 * captures/README.md} beside the resource.
 */
@SuppressWarnings("ArrayRecordComponent")
public record CapturedRequest(
        String scenario,
        String method,
        String target,
        List<List<String>> headers,
        String bucket,
        String key,
        List<List<String>> query,
        @Nullable String user,
        byte @Nullable [] body) {

    public static List<CapturedRequest> all() {
        ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        List<CapturedRequest> all = new ArrayList<>();
        try (InputStream file = CapturedRequest.class.getResourceAsStream("/captures/requests.jsonl.gz");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                all.add(mapper.readValue(line, CapturedRequest.class));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    public S3Request parse() throws MalformedRequestException {
        HeaderLines lines = new HeaderLines();
        headers.forEach(line -> lines.add(line.get(0), line.get(1)));
        return RequestParser.parse("id", method, target, lines, "192.0.2.1:4711");
    }

    @Override
    public String toString() {
        return scenario + ": " + method + " " + target;
    }
}
