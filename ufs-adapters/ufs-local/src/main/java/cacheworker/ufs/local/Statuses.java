package cacheworker.ufs.local;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes what the SPI says of a file or folder out of what the file system says. */
final class Statuses {
    private Statuses() {}

    /** Without stored attributes the ETag is made of the version, in the form that says "not an MD5". */
    static UfsStatus ofObject(String name, FileState state, @Nullable StoredAttributes stored) {
        String version = state.version();
        UfsContent content = stored == null || stored.content().etag().isEmpty()
                ? UfsContent.of(md5(version) + "-1")
                : stored.content();
        return new UfsStatus(name, state.length(), wholeSeconds(state), version, content, attributes(stored));
    }

    /** What comes and goes in a folder does not change its version; its attributes but tags do. */
    static UfsStatus ofFolder(String name, FileState state, @Nullable StoredAttributes stored) {
        UfsAttributes attributes = attributes(stored);
        int described = attributes.withTags(Map.of()).hashCode();
        String version = "folder-" + Long.toHexString(state.inode()) + "-" + Integer.toHexString(described);
        return new UfsStatus(name, 0, wholeSeconds(state), version, UfsStatus.EMPTY_ETAG, attributes);
    }

    private static UfsAttributes attributes(@Nullable StoredAttributes stored) {
        return stored == null ? UfsAttributes.NONE : stored.attributes();
    }

    private static long wholeSeconds(FileState state) {
        return TimeUnit.SECONDS.toMillis(Math.floorDiv(state.modifiedNanos(), TimeUnit.SECONDS.toNanos(1)));
    }

    private static String md5(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
