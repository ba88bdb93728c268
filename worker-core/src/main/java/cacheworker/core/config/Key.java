package cacheworker.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one declaration of a setting: name, type, default and meaning. Reference page, template, parsing and messages all
 * come from it. Immutable.
 *
 * @param <T> the type of its value
 */
public final class Key<T> {
    private final String name;
    private final ValueType<T> type;
    private final @Nullable String defaultText;
    private final String description;
    private final List<String> aliases;

    private Key(
            String name, ValueType<T> type, @Nullable String defaultText, String description, List<String> aliases) {
        this.name = name;
        this.type = type;
        this.defaultText = defaultText;
        this.description = description;
        this.aliases = aliases;
    }

    /** A setting that always has a value. The default may refer to other settings as {@code ${name}}. */
    static <T> Key<T> of(String name, ValueType<T> type, String defaultText, String description) {
        return new Key<>(name, type, defaultText, description, List.of());
    }

    /** A setting that may be absent. */
    static <T> Key<T> optional(String name, ValueType<T> type, String description) {
        return new Key<>(name, type, null, description, List.of());
    }

    /** The same setting with one more name that files may use for it. */
    Key<T> alias(String alias) {
        List<String> all = new ArrayList<>(aliases);
        all.add(alias);
        return new Key<>(name, type, defaultText, description, List.copyOf(all));
    }

    /**
     * The name in files and system properties.
     *
     * @return such as {@code alluxio.worker.rest.port}
     */
    public String name() {
        return name;
    }

    /**
     * The kind of value.
     *
     * @return the type
     */
    public ValueType<T> type() {
        return type;
    }

    /**
     * What holds when nothing sets it.
     *
     * @return a text as a file would have it, or null when it is then absent
     */
    public @Nullable String defaultText() {
        return defaultText;
    }

    /**
     * What it is for.
     *
     * @return one sentence or two
     */
    public String description() {
        return description;
    }

    /**
     * Other names that files may use; the first name wins where both are set.
     *
     * @return perhaps none
     */
    public List<String> aliases() {
        return aliases;
    }

    /**
     * Reads a value.
     *
     * @param text with or without blanks around it
     * @return the value
     * @throws IllegalArgumentException names the key, the text unless it is secret, and what was expected
     */
    public T parse(String text) {
        try {
            return type.parser().apply(text.strip());
        } catch (IllegalArgumentException e) {
            String shown = type.secret() ? "(secret)" : "'" + text + "'";
            throw new IllegalArgumentException(name + " = " + shown + ": expected " + type.expected(), e);
        }
    }

    /**
     * Reads the value that properties have for this key: those of a mount, see {@link MountOptions}.
     *
     * @param properties texts by full names, without references to other settings
     * @return the value, the default when there is none, or null when there is no default either
     * @throws IllegalArgumentException names the key, the text unless it is secret, and what was expected
     */
    public @Nullable T from(Map<String, String> properties) {
        String text = properties.get(name);
        for (String alias : aliases) {
            text = text == null ? properties.get(alias) : text;
        }
        text = text == null ? defaultText : text;
        return text == null ? null : parse(text);
    }

    @Override
    public String toString() {
        return name;
    }
}
