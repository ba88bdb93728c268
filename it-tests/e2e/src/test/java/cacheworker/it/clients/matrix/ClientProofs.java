package cacheworker.it.clients.matrix;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What the tests of one client have shown so far. */
final class ClientProofs {
    private final ClientMatrix client;
    private final Set<Feature> leftOut;
    private final Map<Feature, Set<UfsKind>> passed = new EnumMap<>(Feature.class);
    private boolean hasFailures;

    /** Nothing has been shown yet; {@code leftOut} will not be. */
    ClientProofs(ClientMatrix client, Set<Feature> leftOut) {
        this.client = client;
        this.leftOut = leftOut;
    }

    synchronized void add(Feature feature, UfsKind kind, boolean hasPassed) {
        if (hasPassed) {
            passed.computeIfAbsent(feature, f -> EnumSet.noneOf(UfsKind.class)).add(kind);
        } else {
            hasFailures = true;
        }
    }

    String client() {
        return client.value();
    }

    synchronized boolean hasFailures() {
        return hasFailures;
    }

    /** Whether this run does not try a feature. */
    boolean isLeftOut(Feature feature) {
        return leftOut.contains(feature);
    }

    /** The cells that these proofs amount to; what this run leaves out stays as it is. */
    synchronized Map<Feature, String> row(Map<Feature, String> before) {
        Map<Feature, String> row = new EnumMap<>(Feature.class);
        for (Feature feature : Feature.values()) {
            row.put(feature, isLeftOut(feature) ? before.getOrDefault(feature, "") : cell(feature));
        }
        return row;
    }

    private String cell(Feature feature) {
        Set<UfsKind> kinds = passed.getOrDefault(feature, Set.of());
        if (kinds.isEmpty()) {
            return Set.of(client.without()).contains(feature) ? CompatibilityPage.NONE : "";
        }
        return kinds.size() == UfsKind.values().length
                ? CompatibilityPage.BOTH
                : kinds.iterator().next().title();
    }
}
