package cacheworker.core.ufs;

import java.net.URI;
import java.util.Set;

/** Opens under file systems of one kind. Found by {@link java.util.ServiceLoader}; one per adapter jar. */
public interface UfsFactory {
    /**
     * The URI schemes that {@link #open} takes.
     *
     * @return schemes in lower case, such as {@code file} or {@code s3}; the empty one stands for a plain path.
     *     Immutable, never empty
     */
    Set<String> schemes();

    /**
     * Opens a UFS. Fails early when the root cannot be used at all (a directory that does not exist, a URI without a
     * bucket), but does not fail because a remote storage is away just now.
     *
     * @param root the root, as written in the configuration or the mount table
     * @param options settings of the mount
     * @return the open UFS; the caller closes it
     * @throws UfsException BAD_NAME for a URI that cannot be a root, DENIED or NOT_FOUND for one that cannot be used
     */
    UnderFileSystem open(URI root, UfsOptions options) throws UfsException;
}
