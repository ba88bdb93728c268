package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.ufs.UfsPart;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The checksums of the parts that went through this process, each compared with what its client sent, for services that
 * show none, or another one. A part that another process sent has what the service says. Safe for any thread.
 */
final class PartChecksums {
    /** Parts to remember, of all uploads together; some 250 bytes each. The uploads that were met last stay. */
    static final int MOST = 65_536;

    private record Known(String etag, UfsChecksum checksum) {}

    private final Map<String, Map<Integer, Known>> byUpload = new LinkedHashMap<>(16, 0.75f, true);
    private int count;

    /** Remembers a part of an upload, of which the service gave the id. */
    synchronized void put(String upload, UfsPart part) {
        UfsChecksum checksum = part.checksum();
        if (checksum == null) {
            return;
        }
        Map<Integer, Known> parts = byUpload.computeIfAbsent(upload, id -> new HashMap<>());
        if (parts.put(part.number(), new Known(part.etag(), checksum)) == null) {
            count++;
        }
        Iterator<Map<Integer, Known>> oldest = byUpload.values().iterator();
        while (count > MOST && byUpload.size() > 1) {
            count -= oldest.next().size();
            oldest.remove();
        }
    }

    /** A part as the service lists it, with the checksum that is remembered of these bytes. */
    synchronized UfsPart completed(String upload, UfsPart listed) {
        Map<Integer, Known> parts = byUpload.get(upload);
        @Nullable Known known = parts == null ? null : parts.get(listed.number());
        return known == null || !known.etag().equals(listed.etag()) ? listed : listed.withChecksum(known.checksum());
    }

    /** Forgets an upload that has ended. */
    synchronized void remove(String upload) {
        Map<Integer, Known> parts = byUpload.remove(upload);
        count -= parts == null ? 0 : parts.size();
    }
}
