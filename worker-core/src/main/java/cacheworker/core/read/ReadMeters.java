package cacheworker.core.read;

import cacheworker.core.base.NonBlocking;
import cacheworker.core.ufs.UfsException;

/** What reading counts. Called on every piece, by any thread. */
@NonBlocking
public interface ReadMeters {
    /**
     * Bytes came from a UFS.
     *
     * @param bytes how many
     */
    void ufsRead(int bytes);

    /**
     * Bytes were given out.
     *
     * @param bytes how many
     * @param fromCache whether their page was in the cache when the range was opened
     */
    void sent(int bytes, boolean fromCache);

    /**
     * A read of a UFS failed.
     *
     * @param kind how
     */
    void ufsFailed(UfsException.Kind kind);
}
