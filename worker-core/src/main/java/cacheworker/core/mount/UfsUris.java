package cacheworker.core.mount;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Roots of UFS as they are written: URIs, or plain paths of this machine. */
final class UfsUris {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

    private UfsUris() {}

    /**
     * Reads a root.
     *
     * @param text a URI, or a path of this machine with any characters in it
     * @return the URI; one without a scheme for a plain path
     * @throws MountException when it is none, or has a password in it; does not repeat it then
     */
    static URI parse(String text) throws MountException {
        if (text.isEmpty()) {
            throw new MountException("the root of a UFS is empty: expected a URI or a path");
        }
        try {
            URI uri = SCHEME.matcher(text).matches() ? new URI(text) : new URI(null, null, text, null);
            String user = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
            if (user.contains("@") && user.substring(0, user.lastIndexOf('@')).contains(":")) {
                throw new MountException("the URI has a password in it: expected it as an option of the mount");
            }
            return uri;
        } catch (URISyntaxException e) {
            int at = e.getIndex();
            throw new MountException("not a URI: " + e.getReason() + (at < 0 ? "" : ", at its character " + (at + 1))
                    + " (a space is written %20)");
        }
    }

    /** The scheme in lower case; empty for a plain path. */
    static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    /** The directory that a URI stands for, when it is one of this machine. */
    static Optional<Path> localPath(URI uri) {
        String scheme = scheme(uri);
        if (uri.getPath() == null || !(scheme.isEmpty() || scheme.equals("file"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(uri.getPath()));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
