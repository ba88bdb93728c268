package cacheworker.core.read;

import cacheworker.core.base.NonBlocking;

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
}
