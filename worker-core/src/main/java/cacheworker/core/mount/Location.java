package cacheworker.core.mount;

import cacheworker.core.ufs.UnderFileSystem;

/**
 * Where a name leads.
 *
 * @param mount the mount that has it
 * @param path the path in the mount's UFS; ends with {@code /} for a folder, and is empty for the root folder of a
 *     mount
 */
public record Location(Mount mount, String path) {
    /**
     * The UFS that has it.
     *
     * @return the mount's UFS
     */
    public UnderFileSystem ufs() {
        return mount.ufs();
    }

    /**
     * Whether another name leads into the same UFS, so that it can copy from one to the other by itself.
     *
     * @param other another place
     * @return true when both are in one mount
     */
    @SuppressWarnings("ReferenceEquality") // one instance, not an equal one
    public boolean sharesMountWith(Location other) {
        return mount.ufs() == other.mount.ufs();
    }
}
