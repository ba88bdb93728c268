package cacheworker.core.write;

import cacheworker.core.base.NonBlocking;

/** What writing counts. Called for every piece, by any thread. */
@NonBlocking
@FunctionalInterface
public interface WriteMeters {
    /**
     * Bytes went to a UFS.
     *
     * @param bytes how many
     */
    void ufsWritten(int bytes);
}
