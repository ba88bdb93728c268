package cacheworker.core.mount;

import cacheworker.core.ufs.MemoryUfs;
import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsListRequest;
import cacheworker.core.ufs.UnderFileSystem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Mounts of memory, and what they list. */
final class Fixtures {
    static final long MOUNTED = 1_600_000_000_000L;

    private Fixtures() {}

    static MemoryUfs files(String... paths) {
        return fill(new MemoryUfs(Set.of(UfsCapability.HIERARCHICAL)), paths);
    }

    static MemoryUfs store(String... paths) {
        return fill(new MemoryUfs(), paths);
    }

    private static MemoryUfs fill(MemoryUfs ufs, String... paths) {
        for (String path : paths) {
            ufs.putOutside(path, path.endsWith("/") ? new byte[0] : path.getBytes(StandardCharsets.UTF_8));
        }
        return ufs;
    }

    static Mount mount(String path, UnderFileSystem ufs) {
        return new Mount(path, "memory:/" + path, false, ufs);
    }

    static Namespace namespace(Mount... mounts) {
        return new Namespace(List.of(mounts), false, MOUNTED);
    }

    static UfsListRequest request(String prefix, String delimiter) {
        return new UfsListRequest(prefix, "", delimiter, 1000, false);
    }

    /** What a listing gives, a common prefix with {@code *} before it. */
    static List<String> list(Namespace namespace, String bucket, UfsListRequest request) throws Exception {
        try (UfsCursor cursor = namespace.list(bucket, request)) {
            return texts(cursor, Integer.MAX_VALUE);
        }
    }

    static List<String> texts(UfsCursor cursor, int atMost) throws Exception {
        List<String> texts = new ArrayList<>();
        while (texts.size() < atMost) {
            UfsEntry entry = cursor.next();
            if (entry == null) {
                break;
            }
            texts.add((entry.isCommonPrefix() ? "*" : "") + entry.path());
            if (entry.status() != null && !entry.status().path().equals(entry.path())) {
                throw new AssertionError(entry);
            }
        }
        return texts;
    }
}
