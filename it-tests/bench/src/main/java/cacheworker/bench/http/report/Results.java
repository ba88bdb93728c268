package cacheworker.bench.http.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that a run measured, in the order it was measured. Used by one thread. */
public final class Results {
    private final List<Series> series = new ArrayList<>();
    private final Map<String, Double> facts = new LinkedHashMap<>();

    /**
     * Adds what a server did.
     *
     * @param measured its rounds
     */
    public void add(Series measured) {
        series.add(measured);
    }

    /**
     * Adds a number that belongs to no round.
     *
     * @param what a phrase that says what was counted, and in which unit
     * @param value the number
     */
    public void fact(String what, double value) {
        facts.put(what, value);
    }

    /**
     * All series.
     *
     * @return in the order added
     */
    public List<Series> series() {
        return List.copyOf(series);
    }

    /**
     * Numbers that belong to no round.
     *
     * @return by what they count, in the order added
     */
    public Map<String, Double> facts() {
        return new LinkedHashMap<>(facts);
    }

    /**
     * The series of one server.
     *
     * @param scenario what was asked for
     * @param connections how many asked at once
     * @param server who was asked
     * @return the series, if it was measured
     */
    public Optional<Series> find(String scenario, int connections, String server) {
        return series.stream()
                .filter(s -> s.scenario().equals(scenario)
                        && s.connections() == connections
                        && s.server().equals(server))
                .findFirst();
    }
}
