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

    /** The storage itself reports an ETag for every object, also for those written past this worker. */
    NATIVE_ETAG
}
