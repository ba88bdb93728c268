package cacheworker.s3.request;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a presigned URL: those that were sent, and below them the {@code x-amz-*} that whoever signed the URL
 * moved into its query, which mean the same there (Amazon S3 User Guide, "Signature calculations: query parameters").
 *
 * <p>Without the checksum of a body: software development kits hoist that of the empty body that they had when they
 * signed, and S3 does not look at it.
 */
final class HoistedHeaders implements HeaderView {
    private static final String PREFIX = "x-amz-";

    /** Each of these makes a URL a presigned one, of Signature V4 or V2. */
    private static final Set<String> SIGNATURES =
            Set.of("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "AWSAccessKeyId");

    private final HeaderView sent;
    private final Map<String, List<String>> hoisted;

    private HoistedHeaders(HeaderView sent, Map<String, List<String>> hoisted) {
        this.sent = sent;
        this.hoisted = hoisted;
    }

    /**
     * What a request says by headers.
     *
     * @param sent its header lines
     * @param query its query
     * @return the header lines as they are, unless more of them are in the query
     */
    static HeaderView of(HeaderView sent, Query query) {
        if (query.parameters().isEmpty() || !isPresigned(query)) {
            return sent;
        }
        Map<String, List<String>> hoisted = new TreeMap<>();
        for (Query.Parameter parameter : query.parameters()) {
            String name = parameter.name().toLowerCase(Locale.ROOT);
            if (name.startsWith(PREFIX) && !BodyDigests.isOfBody(name) && sent.get(name) == null) {
                hoisted.computeIfAbsent(name, n -> new ArrayList<>()).add(asOnTheWire(parameter.value()));
            }
        }
        return new HoistedHeaders(sent, hoisted);
    }

    private static boolean isPresigned(Query query) {
        for (Query.Parameter parameter : query.parameters()) {
            if (SIGNATURES.contains(parameter.name())) {
                return true;
            }
        }
        return false;
    }

    private static String asOnTheWire(String value) {
        return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Override
    public @Nullable String get(String name) {
        String value = sent.get(name);
        if (value != null) {
            return value;
        }
        List<String> values = hoisted.get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : values.get(0);
    }

    @Override
    public List<String> all(String name) {
        List<String> values = hoisted.get(name.toLowerCase(Locale.ROOT));
        return values == null ? sent.all(name) : List.copyOf(values);
    }

    @Override
    public Iterable<Map.Entry<String, String>> lines() {
        List<Map.Entry<String, String>> lines = new ArrayList<>();
        sent.lines().forEach(lines::add);
        hoisted.forEach((name, values) -> values.forEach(value -> lines.add(Map.entry(name, value))));
        return lines;
    }

    @Override
    public void keep() {
        sent.keep();
    }
}
