package cacheworker.core.config;

import cacheworker.core.config.ConfigSource.Setting;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the text of a setting and puts other settings' texts where it refers to them. */
final class Resolver {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^${}]*)}");

    private final ConfigSource source;
    private final Deque<String> open = new ArrayDeque<>();

    Resolver(ConfigSource source) {
        this.source = source;
    }

    /**
     * The text in force.
     *
     * @return null when nothing sets it and it has no default
     * @throws IllegalArgumentException says which reference leads nowhere, to itself, or to a secret
     */
    @Nullable
    String text(Key<?> key) {
        Setting setting = source.find(key);
        String text = setting == null ? key.defaultText() : setting.text();
        return text == null || text.indexOf('$') < 0 ? text : substitute(key, text);
    }

    private String substitute(Key<?> key, String text) {
        if (open.contains(key.name())) {
            throw new IllegalArgumentException(key.name() + " = '" + text + "' refers to itself");
        }
        open.push(key.name());
        try {
            StringBuilder result = new StringBuilder();
            Matcher matcher = REFERENCE.matcher(text);
            while (matcher.find()) {
                matcher.appendReplacement(result, Matcher.quoteReplacement(referred(key, matcher.group(1))));
            }
            return matcher.appendTail(result).toString();
        } finally {
            open.pop();
        }
    }

    private String referred(Key<?> from, String name) {
        Key<?> key = KeyCatalogue.find(name);
        if (key != null && key.type().secret() && !from.type().secret()) {
            throw new IllegalArgumentException(from.name() + " refers to ${" + name + "}, which is a secret");
        }
        String text = key == null ? source.property(name) : text(key);
        if (text == null) {
            throw new IllegalArgumentException(from.name() + " refers to ${" + name + "}, which has no value");
        }
        return text;
    }
}
