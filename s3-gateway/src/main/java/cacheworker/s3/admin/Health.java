package cacheworker.s3.admin;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks, and their results as a JSON document. */
final class Health {
    private final List<HealthCheck> checks;

    /** What came out of the checks. */
    record Result(boolean healthy, String json) {}

    private record Outcome(String name, @Nullable String problem) {
        String json() {
            return problem == null
                    ? "{\"name\":" + quoted(name) + ",\"status\":\"UP\"}"
                    : "{\"name\":" + quoted(name) + ",\"status\":\"DOWN\",\"problem\":" + quoted(problem) + "}";
        }
    }

    Health(List<HealthCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    Result check() {
        List<Outcome> outcomes = checks.stream()
                .map(check -> new Outcome(check.name(), check.problem()))
                .toList();
        boolean healthy = outcomes.stream().allMatch(outcome -> outcome.problem() == null);
        String details = outcomes.stream().map(Outcome::json).collect(Collectors.joining(","));
        return new Result(healthy, "{\"status\":\"" + (healthy ? "UP" : "DOWN") + "\",\"checks\":[" + details + "]}\n");
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
