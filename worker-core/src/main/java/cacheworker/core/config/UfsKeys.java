package cacheworker.core.config;

import java.nio.file.Path;
import java.util.List;

/** What is mounted where. */
public final class UfsKeys {
    /** Where mounts beside the root mount come from. */
    public enum MountTableSource {
        /** There are none. */
        NONE,
        /** A file. */
        STATIC_FILE
    }

    /** The root mount. */
    public static final Key<String> ROOT = Key.optional(
            "alluxio.dora.client.ufs.root",
            ValueType.text(),
            "UFS whose top-level folders are buckets: a directory, or a URI such as s3://bucket/folder.");

    /** Further mounts. */
    public static final Key<MountTableSource> MOUNT_TABLE_SOURCE = Key.of(
            "alluxio.mount.table.source",
            ValueType.choice(MountTableSource.class),
            "NONE",
            "Where mounts beside the root come from: NONE, or STATIC_FILE for the mount table file.");

    /** The mount table. */
    public static final Key<Path> MOUNT_TABLE_FILE = Key.of(
            "alluxio.mount.table.static.conf.file",
            ValueType.path(),
            "${alluxio.conf.dir}/mount_table",
            "The mount table: one mount in a line, /path URI [readonly] [name=value ...].");

    /** Tags. Also an option of one mount. */
    public static final Key<Boolean> XATTR_CHANGE = Key.of(
            "alluxio.underfs.xattr.change.enabled",
            ValueType.bool(),
            "false",
            "Whether objects, folders and buckets may have tags; without it, requests for tags are answered 501.");

    static final KeyGroup GROUP = new KeyGroup("Mounts", List.of(ROOT, MOUNT_TABLE_SOURCE, MOUNT_TABLE_FILE));

    /** Settings of every kind of UFS. */
    static final KeyGroup EVERY_GROUP = new KeyGroup("UFS: every kind", List.of(XATTR_CHANGE));

    private UfsKeys() {}
}
