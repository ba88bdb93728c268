package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.ufs.UfsChecksumKind;
import cacheworker.core.ufs.UfsPart;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the uploads that were met lately, by the ids that the service gave them: which checksum they will
 * have, so that not every part has to ask; and the checksums of the parts that went through this process, each compared
 * with what its client sent, for services that list none, or another one. Safe for any thread.
 */
final class RecentUploads {
    /** Uploads to remember; some hundred bytes each. */
    private static final int MOST = 4096;
    /** Parts to remember, of all uploads together; some 250 bytes each. */
    static final int MOST_PARTS = 65_536;

    /**
     * The checksum that an upload will have.
     *
     * @param checksum null for none in particular
     */
    record Kind(@Nullable UfsChecksumKind checksum) {}

    private record Stored(String etag, UfsChecksum checksum) {}

    private static final class Upload {
        private @Nullable Kind kind;
        private final Map<Integer, Stored> parts = new HashMap<>();
    }

    private final Map<String, Upload> byId = new LinkedHashMap<>(16, 0.75f, true);
    private int parts;

    /** Remembers which checksum an upload will have; null for none in particular. */
    synchronized void putKind(String id, @Nullable UfsChecksumKind checksum) {
        byId.computeIfAbsent(id, any -> new Upload()).kind = new Kind(checksum);
        trim();
    }

    /** Which checksum an upload will have; null when that is not known. */
    synchronized @Nullable Kind kind(String id) {
        Upload upload = byId.get(id);
        return upload == null ? null : upload.kind;
    }

    /** The checksum that an upload will have; null for none in particular, and for an upload that is not known. */
    synchronized @Nullable UfsChecksumKind checksum(String id) {
        Kind kind = kind(id);
        return kind == null ? null : kind.checksum();
    }

    /** Remembers the checksum of a part. */
    synchronized void putPart(String id, UfsPart part) {
        UfsChecksum checksum = part.checksum();
        if (checksum == null) {
            return;
        }
        Upload upload = byId.computeIfAbsent(id, any -> new Upload());
        if (upload.parts.put(part.number(), new Stored(part.etag(), checksum)) == null) {
            parts++;
        }
        trim();
    }

    /** The upload that was met last stays in any case. */
    private void trim() {
        Iterator<Upload> oldest = byId.values().iterator();
        while (byId.size() > MOST || (parts > MOST_PARTS && byId.size() > 1)) {
            parts -= oldest.next().parts.size();
            oldest.remove();
        }
    }

    /** A part as the service lists it, with the checksum that is remembered of these bytes. */
    synchronized UfsPart completed(String id, UfsPart listed) {
        Upload upload = byId.get(id);
        @Nullable Stored stored = upload == null ? null : upload.parts.get(listed.number());
        return stored == null || !stored.etag().equals(listed.etag()) ? listed : listed.withChecksum(stored.checksum());
    }

    /** Forgets an upload that has ended. */
    synchronized void remove(String id) {
        Upload upload = byId.remove(id);
        parts -= upload == null ? 0 : upload.parts.size();
    }
}
