package cacheworker.core.read;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.ByteRange;
import cacheworker.core.base.NonBlocking;
import cacheworker.core.base.ObjectKey;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.mount.NameException;
import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsListRequest;
import org.jspecify.annotations.Nullable;

/** Reads objects for the gateway. */
@SuppressWarnings("DoNotCallSuggester")
public final class ObjectReader {
    /** The object, if its record is in memory and fresh; null when {@link #find} has to be asked. */
    @NonBlocking
    public @Nullable CachedObject peek(ObjectKey key) {
        throw new AssertionError(key);
    }

    /** The object, from the cache when fresh, else from the UFS; NOT_FOUND when there is none (NO_SUCH_BUCKET when even the bucket is missing). */
    @Blocking
    public CachedObject find(ObjectKey key) throws NameException, UfsException {
        throw new AssertionError(key);
    }

    /** The bytes of a range. Nothing is read before the first piece is asked for. */
    @NonBlocking
    public ObjectBody open(CachedObject object, ByteRange range) {
        throw new AssertionError(object);
    }

    /** Keys of a bucket. Entries that show another version than the cache make the cache look again. */
    @Blocking
    public UfsCursor list(String bucket, UfsListRequest request) throws NameException, UfsException {
        throw new AssertionError(bucket);
    }
}
