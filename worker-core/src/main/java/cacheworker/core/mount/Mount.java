package cacheworker.core.mount;

import cacheworker.core.ufs.UnderFileSystem;

/**
 * A UFS at its place in the namespace.
 *
 * @param path where it is mounted: {@code ""} for the root mount, else {@code bucket} or {@code bucket/some/folder},
 *     without slashes at either end
 * @param uri the root of the UFS, as configured: identifies it in object ids and messages
 * @param readOnly whether every change is refused
 * @param ufs the open UFS
 */
public record Mount(String path, String uri, boolean readOnly, UnderFileSystem ufs) {}
