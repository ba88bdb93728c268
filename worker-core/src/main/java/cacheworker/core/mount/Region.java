package cacheworker.core.mount;

import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UfsStatus;

/**
 * The keys of a bucket that one mount has: those that begin with {@code keyPrefix}, less the regions nested in it.
 *
 * @param mount the mount
 * @param keyPrefix {@code ""}, or a folder with its trailing slash
 * @param pathPrefix what stands before the rest of the key in the mount's UFS: {@code bucket/} in the root mount, else
 *     {@code ""}
 */
record Region(Mount mount, String keyPrefix, String pathPrefix) {
    /** Whether a key, or every key that begins with a prefix, lies here or in a region nested here. */
    boolean contains(String key) {
        return key.startsWith(keyPrefix);
    }

    /** The path of a key that begins with {@link #keyPrefix}. */
    String path(String key) {
        return pathPrefix + key.substring(keyPrefix.length());
    }

    /** The key of a path that begins with {@link #pathPrefix}. */
    String key(String path) {
        return keyPrefix + path.substring(pathPrefix.length());
    }

    /** A status that a listing gave, with the key instead of the path. */
    UfsStatus rebase(UfsStatus status, String key) {
        return new UfsStatus(
                key,
                status.length(),
                status.lastModifiedMillis(),
                status.version(),
                status.etag(),
                status.attributes());
    }

    /** Whether the UFS is a file system. */
    boolean isHierarchical() {
        return mount.ufs().capabilities().contains(UfsCapability.HIERARCHICAL);
    }
}
