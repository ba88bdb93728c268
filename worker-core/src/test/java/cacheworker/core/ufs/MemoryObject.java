package cacheworker.core.ufs;

import java.util.Map;

/** What {@link MemoryUfs} keeps under a path; the bytes are never written again. */
final class MemoryObject {
    /** When everything in memory was last modified: a whole second. */
    static final long CREATED = 1_700_000_000_000L;

    private final byte[] bytes;
    private final String version;
    private final UfsContent content;
    private final UfsAttributes attributes;

    MemoryObject(byte[] bytes, String version, UfsContent content, UfsAttributes attributes) {
        this.bytes = bytes;
        this.version = version;
        this.content = content;
        this.attributes = attributes;
    }

    byte[] bytes() {
        return bytes;
    }

    String version() {
        return version;
    }

    UfsContent content() {
        return content;
    }

    MemoryObject withTags(Map<String, String> tags) {
        return new MemoryObject(bytes, version, content, attributes.withTags(tags));
    }

    UfsStatus status(String path) {
        return new UfsStatus(path, bytes.length, CREATED, version, content, attributes);
    }
}
