package cacheworker.core.mount;

import cacheworker.core.ufs.UnderFileSystem;

/**
 * Where a name leads.
 *
 * @param mount the mount that has it
 * @param path the path in the mount's UFS; ends with {@code /} for a folder
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
}
