package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsChecksumKind;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which checksum the uploads will have that were met lately, so that not every part has to ask. Safe for any thread. */
final class UploadKinds {
    /** Uploads to remember; some hundred bytes each. */
    private static final int MOST = 4096;

    /**
     * What is known of an upload.
     *
     * @param kind null for one that has no checksum in particular
     */
    record Known(@Nullable UfsChecksumKind kind) {}

    private final Map<String, Known> byId = new LinkedHashMap<>(16, 0.75f, true);

    /** Remembers an upload by the id that the service gave it; null for one that has no checksum in particular. */
    synchronized void put(String id, @Nullable UfsChecksumKind kind) {
        byId.put(id, new Known(kind));
        if (byId.size() > MOST) {
            Iterator<String> oldest = byId.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** What is known of an upload; null when that is nothing. */
    synchronized @Nullable Known get(String id) {
        return byId.get(id);
    }

    /** The kind of an upload; null for one that has none in particular, or of which nothing is known. */
    synchronized @Nullable UfsChecksumKind kind(String id) {
        Known known = byId.get(id);
        return known == null ? null : known.kind();
    }

    /** Forgets an upload that has ended. */
    synchronized void remove(String id) {
        byId.remove(id);
    }
}
