package cacheworker.core.mount;

import cacheworker.core.ufs.UnderFileSystem;

/**
 * A UFS at its place in the namespace.
 *
 * @param path where it is mounted: {@code ""} for the root mount, else {@code bucket} or {@code bucket/some/folder},
 *     without slashes at either end
 * @param uri the root of the UFS, as configured: identifies it in object ids and messages
 * @param readOnly whether every change is refused
 * @param ufs the open UFS, behind the gate
 * @param gate what a request passes that waits for bytes of this UFS
 */
public record Mount(String path, String uri, boolean readOnly, UnderFileSystem ufs, MountGate gate) {
    /**
     * A mount.
     *
     * @param path where it is mounted
     * @param uri the root of the UFS
     * @param readOnly whether every change is refused
     * @param ufs the open UFS
     * @param mostWaiting how many requests may wait for the UFS at once, uploads among them; 1 or more
     * @return the mount
     */
    public static Mount of(String path, String uri, boolean readOnly, UnderFileSystem ufs, int mostWaiting) {
        MountGate gate = new MountGate(path, mostWaiting);
        return new Mount(path, uri, readOnly, new GatedUfs(ufs, gate), gate);
    }

    /**
     * A mount whose UFS never keeps anybody waiting.
     *
     * @param path where it is mounted
     * @param uri the root of the UFS
     * @param readOnly whether every change is refused
     * @param ufs the open UFS
     */
    public Mount(String path, String uri, boolean readOnly, UnderFileSystem ufs) {
        this(path, uri, readOnly, ufs, new MountGate(path, Integer.MAX_VALUE));
    }

    /**
     * Whether this stands in where there is no storage: a bucket, or a folder, that is there only because something is
     * mounted inside.
     *
     * @return true when it can hold nothing
     */
    public boolean isPlaceholder() {
        return ufs instanceof MountPointUfs;
    }
}
