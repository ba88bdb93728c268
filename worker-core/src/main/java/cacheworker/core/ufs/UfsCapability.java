package cacheworker.core.ufs;

/** Abilities that some storages have and others do not. Code asks for them, never for the name of a provider. */
public enum UfsCapability {
    /**
     * Keys are paths of a file system: a name cannot be an object and a folder at once, and segments that are empty do
     * not exist.
     */
    HIERARCHICAL,

    /** {@link UnderFileSystem#copy} works. */
    SERVER_SIDE_COPY,

    /** {@link UnderFileSystem#multipart} works. */
    MULTIPART,

    /** Checksum and parts of an object are kept with it, as {@link UfsContent} has them. */
    CONTENT,

    /**
     * Conditions of {@link UnderFileSystem#create} and {@link UfsMultipart#complete} are decided by the storage
     * together with the write.
     */
    CONDITIONAL_PUT,

    /** Conditions of {@link UnderFileSystem#copy} are decided by the storage together with the copy. */
    CONDITIONAL_COPY,

    /** Conditions of {@link UnderFileSystem#delete} are decided by the storage together with the deletion. */
    CONDITIONAL_DELETE,

    /** Objects and folders can have tags: {@link UnderFileSystem#setTags}, and {@link UfsAttributes#tags} on writes. */
    TAGS,

    /** The storage itself reports an ETag for every object, also for those written past this worker. */
    NATIVE_ETAG
}
