package cacheworker.core.config;

import cacheworker.core.config.ConfigSource.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The values of all settings, checked. Immutable; text of secrets never leaves it but through their keys. */
public final class Configuration {
    private static final String HIDDEN = "********";

    private final Map<String, Object> values;
    private final Map<String, String> texts;
    private final ConfigSource source;

    private Configuration(Map<String, Object> values, Map<String, String> texts, ConfigSource source) {
        this.values = Map.copyOf(values);
        this.texts = Map.copyOf(texts);
        this.source = source;
    }

    /**
     * Reads and checks every setting.
     *
     * @param source where texts come from
     * @return the values
     * @throws ConfigException with all problems at once
     */
    public static Configuration load(ConfigSource source) throws ConfigException {
        Map<String, Object> values = new HashMap<>();
        Map<String, String> texts = new HashMap<>();
        List<String> problems = new ArrayList<>();
        Resolver resolver = new Resolver(source);
        KeyCatalogue.keys().forEach(key -> {
            try {
                String text = resolver.text(key);
                if (text != null) {
                    values.put(key.name(), key.parse(text));
                    texts.put(key.name(), text);
                }
            } catch (IllegalArgumentException e) {
                Setting setting = source.find(key);
                problems.add(e.getMessage() + (setting == null ? "" : " (" + setting.origin() + ")"));
            }
        });
        Configuration configuration = new Configuration(values, texts, source);
        if (problems.isEmpty()) {
            configuration.checkSizes(problems);
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return configuration;
    }

    /**
     * The value of a setting that has a default.
     *
     * @param <T> its type
     * @param key the setting
     * @return the value
     * @throws IllegalStateException when the key has no default and nothing sets it: then {@link #find} is the one to
     *     ask
     */
    public <T> T get(Key<T> key) {
        T value = find(key);
        if (value == null) {
            throw new IllegalStateException(key.name() + " has no default and is not set");
        }
        return value;
    }

    /**
     * The value of a setting.
     *
     * @param <T> its type
     * @param key the setting
     * @return the value, or null when it has no default and nothing sets it
     */
    @SuppressWarnings("unchecked")
    public <T> @Nullable T find(Key<T> key) {
        return (T) values.get(key.name());
    }

    /**
     * The text of a setting for people, as it was written.
     *
     * @param key the setting
     * @return its text with references replaced, asterisks for a secret, or null when it has no value
     */
    public @Nullable String shown(Key<?> key) {
        String text = texts.get(key.name());
        return text != null && key.type().secret() ? HIDDEN : text;
    }

    /**
     * What every mount is opened with unless its own options say otherwise.
     *
     * @return texts by the first names of settings that are set, secrets among them: never to be logged
     */
    public Map<String, String> mountProperties() {
        Map<String, String> properties = new TreeMap<>();
        for (KeyGroup group : KeyCatalogue.MOUNT_GROUPS) {
            for (Key<?> key : group.keys()) {
                String text = texts.get(key.name());
                if (text != null && source.find(key) != null) {
                    properties.put(key.name(), text);
                }
            }
        }
        return properties;
    }

    /**
     * What is odd but no reason not to start: names that no setting has.
     *
     * @return a sentence each
     */
    public List<String> warnings() {
        return source.unknown();
    }

    /** Names no values. */
    @Override
    public String toString() {
        return "Configuration[" + source.siteFile() + ", " + texts.size() + " settings]";
    }

    private void checkSizes(List<String> problems) {
        int dirs = get(PageStoreKeys.DIRS).size();
        int sizes = get(PageStoreKeys.SIZES).size();
        if (dirs != sizes) {
            problems.add(PageStoreKeys.SIZES + " = '" + shown(PageStoreKeys.SIZES) + "': expected " + dirs
                    + (dirs == 1 ? " size" : " sizes") + ", one for each directory of " + PageStoreKeys.DIRS);
        }
        long page = get(PageStoreKeys.PAGE_SIZE);
        for (Key<Long> buffer : List.of(TransferKeys.FILL_BUFFER, TransferKeys.WRITE_BUFFER)) {
            if (get(buffer) < page) {
                problems.add(buffer + " = '" + shown(buffer) + "': expected at least one page, "
                        + shown(PageStoreKeys.PAGE_SIZE));
            }
        }
    }
}
