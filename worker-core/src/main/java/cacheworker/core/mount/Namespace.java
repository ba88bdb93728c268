package cacheworker.core.mount;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.NonBlocking;
import cacheworker.core.base.ObjectKey;
import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsListRequest;
import java.util.List;

/** The namespace of a worker: which buckets there are, and where each bucket and key leads. */
@SuppressWarnings("DoNotCallSuggester")
public final class Namespace implements AutoCloseable {
    /** Where an object's name leads. Nothing is asked of the UFS: the object, and its bucket, may not exist. */
    @NonBlocking
    public Location locate(ObjectKey key) throws NameException {
        throw new AssertionError(key);
    }

    /** All buckets, in ascending order of the UTF-8 bytes of their names. */
    @Blocking
    public List<Bucket> buckets() throws UfsException {
        throw new AssertionError();
    }

    /** One bucket; NO_SUCH_BUCKET when there is none. */
    @Blocking
    public Bucket bucket(String name) throws NameException, UfsException {
        throw new AssertionError(name);
    }

    /** Makes a bucket. */
    @Blocking
    public void createBucket(String name) throws NameException, UfsException {
        throw new AssertionError(name);
    }

    /** Deletes an empty bucket. */
    @Blocking
    public void deleteBucket(String name) throws NameException, UfsException {
        throw new AssertionError(name);
    }

    /** Lists keys of a bucket; paths of request and entries are keys. */
    @Blocking
    public UfsCursor list(String bucket, UfsListRequest request) throws NameException, UfsException {
        throw new AssertionError(bucket);
    }

    @Override
    public void close() {}
}
