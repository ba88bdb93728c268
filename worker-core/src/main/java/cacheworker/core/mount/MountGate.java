package cacheworker.core.mount;

import cacheworker.core.base.Blocking;
import cacheworker.core.ufs.UfsException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds how many request threads wait for the UFS of one mount, so that a UFS that hangs leaves the others theirs. A
 * thread holds a {@link Pass} while it waits, an upload from its beginning to its end. Fills have threads of their own
 * and pass no gate. Safe for any thread.
 */
public final class MountGate {
    /** A request that begins is refused soon, while its client can still go elsewhere. */
    private static final long BEGIN_MILLIS = 1_000;

    /** An answer that is under way can only be broken off: worth a longer wait. */
    private static final long GO_ON_MILLIS = 10_000;

    /** Of those that begin, at most one for so many passes waits for one; a mount that hangs has no use for more. */
    private static final int PASSES_PER_WAITER = 2;

    private final String mount;
    private final int limit;
    private final Semaphore passes;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * A gate that nobody is in.
     *
     * @param mount path of the mount, for messages
     * @param limit how many are let in at once, 1 or more
     */
    MountGate(String mount, int limit) {
        this.mount = mount;
        this.limit = limit;
        this.passes = new Semaphore(limit, true);
    }

    /** The right to wait for the UFS. Closed by whoever got it, once it has what it waited for. */
    public static final class Pass implements AutoCloseable {
        private final Semaphore passes;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Pass(Semaphore passes) {
            this.passes = passes;
        }

        /** Lets the next one in. Does nothing the second time. */
        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                passes.release();
            }
        }
    }

    /**
     * Lets in what begins.
     *
     * @return a pass, to be closed by the caller
     * @throws UfsException THROTTLED when too many are in, and none leaves within a second or too many wait for that
     */
    @Blocking
    public Pass enter() throws UfsException {
        if (passes.tryAcquire()) {
            return new Pass(passes);
        }
        try {
            if (waiting.incrementAndGet() > Math.max(1, limit / PASSES_PER_WAITER)) {
                throw full();
            }
            return await(BEGIN_MILLIS);
        } finally {
            waiting.decrementAndGet();
        }
    }

    /**
     * Lets in what is under way already.
     *
     * @return a pass, to be closed by the caller
     * @throws UfsException THROTTLED when too many are in and none leaves within ten seconds
     */
    @Blocking
    public Pass goOn() throws UfsException {
        return passes.tryAcquire() ? new Pass(passes) : await(GO_ON_MILLIS);
    }

    private Pass await(long millis) throws UfsException {
        try {
            if (passes.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                return new Pass(passes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UfsException(UfsException.Kind.UNAVAILABLE, "interrupted while waiting for mount /" + mount, e);
        }
        throw full();
    }

    private UfsException full() {
        return new UfsException(
                UfsException.Kind.THROTTLED, limit + " requests wait for the UFS of mount /" + mount + " already");
    }
}
