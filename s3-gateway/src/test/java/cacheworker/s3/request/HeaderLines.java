package cacheworker.s3.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Headers of a test's request, in the order given. */
public final class HeaderLines implements HeaderView {
    private final List<Map.Entry<String, String>> lines = new ArrayList<>();

    public static HeaderLines of(String... namesAndValues) {
        HeaderLines headers = new HeaderLines();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    public HeaderLines add(String name, String value) {
        lines.add(Map.entry(name, value));
        return this;
    }

    @Override
    public @Nullable String get(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? null : all.get(0);
    }

    @Override
    public List<String> all(String name) {
        return lines.stream()
                .filter(line -> line.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public Iterable<Map.Entry<String, String>> lines() {
        return lines;
    }
}
