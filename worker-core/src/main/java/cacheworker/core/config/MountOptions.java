package cacheworker.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Options of one mount: settings of the worker, by the same names, for this mount alone. */
public final class MountOptions {
    private MountOptions() {}

    /**
     * Checks options.
     *
     * @param options texts by full names or aliases, as a mount table has them
     * @return the same texts by the first name of each setting, to be laid over {@link Configuration#mountProperties};
     *     secrets among them. Names that no setting has are kept, for adapters with options of their own
     * @throws ConfigException when a value has not the form of its setting, or an {@code alluxio.*} name is none that a
     *     mount may set
     */
    public static Map<String, String> check(Map<String, String> options) throws ConfigException {
        Map<String, String> checked = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        options.forEach((name, text) -> {
            Key<?> key = KeyCatalogue.find(name);
            if (key == null) {
                checked.put(name, text);
                return;
            }
            if (KeyCatalogue.MOUNT_GROUPS.stream()
                    .noneMatch(group -> group.keys().contains(key))) {
                problems.add(name + " is a setting of the worker and not of one mount");
                return;
            }
            try {
                key.parse(text);
                if (name.equals(key.name())) {
                    checked.put(name, text);
                } else {
                    checked.putIfAbsent(key.name(), options.getOrDefault(key.name(), text));
                }
            } catch (IllegalArgumentException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return checked;
    }
}
