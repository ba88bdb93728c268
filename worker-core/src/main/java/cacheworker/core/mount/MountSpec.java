package cacheworker.core.mount;

import java.net.URI;
import java.util.Map;
import java.util.TreeSet;

/**
 * A mount as the configuration describes it.
 *
 * @param path where it goes: {@code ""} for the root mount, else {@code bucket} or {@code bucket/some/folder}
 * @param uri the root of its UFS; has no secrets
 * @param readOnly whether every change is refused
 * @param options settings of this mount alone, by their full names; values may be secrets. Immutable
 * @param origin where it is written, for messages
 */
record MountSpec(String path, URI uri, boolean readOnly, Map<String, String> options, String origin) {
    MountSpec {
        options = Map.copyOf(options);
    }

    /** Names the options without their values. */
    @Override
    public String toString() {
        return "/" + path + " " + uri + (readOnly ? " readonly " : " ") + new TreeSet<>(options.keySet());
    }
}
