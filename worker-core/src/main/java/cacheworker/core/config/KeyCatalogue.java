package cacheworker.core.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All settings. */
public final class KeyCatalogue {
    /** The groups, in the order of the reference. */
    public static final List<KeyGroup> GROUPS = List.of(
            S3Keys.GROUP,
            UfsKeys.GROUP,
            UfsKeys.EVERY_GROUP,
            LocalUfsKeys.GROUP,
            S3UfsKeys.GROUP,
            PageStoreKeys.GROUP,
            MetadataKeys.GROUP,
            TransferKeys.GROUP,
            NetworkKeys.GROUP,
            SecurityKeys.GROUP,
            WorkerKeys.GROUP);

    /** Groups whose settings may also be options of one mount. */
    static final List<KeyGroup> MOUNT_GROUPS = List.of(UfsKeys.EVERY_GROUP, LocalUfsKeys.GROUP, S3UfsKeys.GROUP);

    private static final Map<String, Key<?>> BY_NAME = byName();

    private KeyCatalogue() {}

    /**
     * Finds a setting.
     *
     * @param name a name or an alias
     * @return its key, or null when there is none
     */
    public static @Nullable Key<?> find(String name) {
        return BY_NAME.get(name);
    }

    /**
     * Finds the name that somebody may have meant.
     *
     * @param name a name that no setting has
     * @return the nearest name or alias, or null when none is near
     */
    public static @Nullable String nearest(String name) {
        return NearestName.of(name, BY_NAME.keySet());
    }

    /** All keys, in the order of the reference. */
    static Stream<Key<?>> keys() {
        return GROUPS.stream().flatMap(group -> group.keys().stream());
    }

    /** All names and aliases. */
    static Set<String> names() {
        return BY_NAME.keySet();
    }

    private static Map<String, Key<?>> byName() {
        Map<String, Key<?>> byName = new HashMap<>();
        keys().forEach(key -> {
            Stream.concat(Stream.of(key.name()), key.aliases().stream()).forEach(name -> {
                if (byName.put(name, key) != null) {
                    throw new IllegalStateException(name + " is declared twice");
                }
            });
        });
        return Map.copyOf(byName);
    }
}
