package cacheworker.core.read;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.NonBlocking;
import cacheworker.core.ufs.UfsException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one range of one version of an object, in order, pulled by whoever sends them. One thread at a time
 * calls {@link #poll}, {@link #take} and {@link #close}; which thread may change from call to call.
 */
public interface ObjectBody extends AutoCloseable {
    /**
     * Bytes not given out yet, those of a piece in hand among them.
     *
     * @return 0 when the body is at its end
     */
    @NonBlocking
    long remaining();

    /**
     * Takes the next piece in hand, if it can be had without waiting; {@link #poll} then gives it out.
     *
     * @return false when it cannot be had at once, or at the end
     */
    @NonBlocking
    boolean prepare();

    /**
     * Takes the next piece in hand, waiting for it; {@link #poll} then gives it out. Not to be called at the end.
     *
     * @throws UfsException as {@link #take}
     */
    @Blocking
    void await() throws UfsException;

    /**
     * The next piece, if it can be had without waiting.
     *
     * @return the piece, to be closed by the caller; null when it cannot be had at once, or at the end
     */
    @NonBlocking
    @Nullable
    BodyPiece poll();

    /**
     * Waits for the next piece. Not to be called at the end.
     *
     * @return the piece, to be closed by the caller
     * @throws UfsException when the bytes cannot be had; CHANGED when this version is gone from the UFS, which is then
     *     noted: the next look-up asks the UFS
     */
    @Blocking
    BodyPiece take() throws UfsException;

    /**
     * Where the bytes given out so far came from; for the {@code x-cache} header it is asked before the first piece and
     * then says what is to be expected of the range, by its first pages.
     *
     * @return hit, miss or partial
     */
    @NonBlocking
    CacheOutcome outcome();

    /** Gives back what the body holds. Does nothing the second time. */
    @Override
    @NonBlocking
    void close();
}
