package cacheworker.core.ufs;

import cacheworker.core.base.Blocking;
import org.jspecify.annotations.Nullable;

/** Entries of a listing, one after the other, each once. Used by one thread at a time. */
@Blocking
public interface UfsCursor extends AutoCloseable {
    /**
     * Moves to the next entry.
     *
     * @return the entry, or null behind the last one
     * @throws UfsException when the storage fails; the cursor can then only be closed
     */
    @Nullable
    UfsEntry next() throws UfsException;

    /** Gives back what the cursor holds. */
    @Override
    void close();
}
