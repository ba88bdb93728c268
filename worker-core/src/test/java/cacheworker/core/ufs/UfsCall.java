package cacheworker.core.ufs;

/** The calls that {@link FaultyUfs} counts and disturbs. */
public enum UfsCall {
    /** {@link UnderFileSystem#stat}. */
    STAT,
    /** {@link UnderFileSystem#list}. */
    LIST,
    /** {@link UfsCursor#next}. */
    NEXT,
    /** {@link UnderFileSystem#open}. */
    OPEN,
    /** {@link UnderFileSystem#openLatest}. */
    OPEN_LATEST,
    /** {@link UfsInput#read}. */
    READ,
    /** {@link UfsInput#close}; a fault can only make it wait. */
    CLOSE,
    /** {@link UnderFileSystem#create}. */
    CREATE,
    /** {@link UfsOutput#write}. */
    WRITE,
    /** {@link UfsOutput#commit}. */
    COMMIT,
    /** {@link UnderFileSystem#copy}. */
    COPY,
    /** {@link UnderFileSystem#tags}. */
    TAGS,
    /** {@link UnderFileSystem#setTags}. */
    SET_TAGS,
    /** {@link UnderFileSystem#delete}. */
    DELETE
}
