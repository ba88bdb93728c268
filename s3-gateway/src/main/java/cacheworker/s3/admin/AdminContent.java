package cacheworker.s3.admin;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the port for operators tells.
 *
 * @param metrics the meters as Prometheus text, format 0.0.4; asked at every request, by a thread of the port
 * @param live checks that fail when only a restart helps; mostly none
 * @param ready checks that fail while the worker should get no requests
 * @param facts what the page shows, by what it is called, in order
 */
public record AdminContent(
        Supplier<String> metrics,
        List<HealthCheck> live,
        List<HealthCheck> ready,
        Supplier<Map<String, String>> facts) {
    /** Copies the checks. */
    public AdminContent {
        live = List.copyOf(live);
        ready = List.copyOf(ready);
    }
}
