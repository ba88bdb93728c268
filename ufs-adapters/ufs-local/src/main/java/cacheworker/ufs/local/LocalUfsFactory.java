package cacheworker.ufs.local;

import cacheworker.core.config.LocalUfsKeys;
import cacheworker.core.config.UfsKeys;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsFactory;
import cacheworker.core.ufs.UfsOptions;
import cacheworker.core.ufs.UnderFileSystem;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Opens {@code file:///absolute/directory} and {@code /absolute/directory}; {@code relative/directory} too, from the
 * working directory.
 */
public final class LocalUfsFactory implements UfsFactory {
    /** For the service loader. */
    public LocalUfsFactory() {}

    @Override
    public Set<String> schemes() {
        return Set.of("file", "");
    }

    @Override
    public UnderFileSystem open(URI root, UfsOptions options) throws UfsException {
        return LocalUfs.open(directory(root), settings(options));
    }

    private static LocalSettings settings(UfsOptions options) throws UfsException {
        Map<String, String> properties = options.properties();
        try {
            boolean swept = Boolean.TRUE.equals(LocalUfsKeys.UPLOAD_CLEANER.from(properties));
            @Nullable Duration uploadAge = swept ? LocalUfsKeys.UPLOAD_TIMEOUT.from(properties) : null;
            boolean keepsTags = Boolean.TRUE.equals(UfsKeys.XATTR_CHANGE.from(properties));
            return LocalSettings.ofMount(options.protectedDepth(), keepsTags, uploadAge);
        } catch (IllegalArgumentException e) {
            throw new UfsException(Kind.UNSUPPORTED, String.valueOf(e.getMessage()), e);
        }
    }

    private static Path directory(URI root) throws UfsException {
        String path = root.getPath();
        String authority = root.getAuthority();
        boolean plain = root.getScheme() == null;
        if (path == null || path.isEmpty() || !(plain || path.startsWith("/"))) {
            throw new UfsException(Kind.BAD_NAME, "'" + root + "' is not file:///absolute/directory, nor a path");
        }
        if (authority != null && !authority.isEmpty()) {
            throw new UfsException(
                    Kind.BAD_NAME, "'" + root + "' names the host '" + authority + "'; write file:///directory");
        }
        try {
            return Path.of(path).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new UfsException(Kind.BAD_NAME, "'" + root + "' is no path: " + e.getReason(), e);
        }
    }
}
