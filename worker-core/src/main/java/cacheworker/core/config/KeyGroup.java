package cacheworker.core.config;

import java.util.List;

/**
 * Settings that belong together: a chapter of the reference.
 *
 * @param title the chapter's heading
 * @param keys in the order in which the chapter shows them; immutable
 */
public record KeyGroup(String title, List<Key<?>> keys) {
    /** Copies the keys. */
    public KeyGroup {
        keys = List.copyOf(keys);
    }
}
