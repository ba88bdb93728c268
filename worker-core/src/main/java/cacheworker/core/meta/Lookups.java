package cacheworker.core.meta;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.ObjectKey;
import cacheworker.core.mount.MountGate;
import cacheworker.core.ufs.UfsException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks an object up in the UFS, once for all who ask at the same time. Whoever joins a lookup that has been running
 * for too long is not kept waiting: one thread is enough for a UFS that hangs.
 */
@Blocking
final class Lookups {
    /**
     * Lookups join only when no write of the key began or ended between them: one that started before a write may not
     * answer a reader who comes after it. One for bytes does not answer a reader who wants to know all.
     *
     * @param key the name of the object
     * @param mark the state of its writes
     * @param content whether all that there is to know of its content is asked for
     */
    record Flight(ObjectKey key, long mark, boolean content) {}

    /** What all of a flight wait for, and since when, in {@link System#nanoTime}. */
    private record Answer(CompletableFuture<CachedObject> found, long since) {}

    private final ConcurrentHashMap<Flight, Answer> running = new ConcurrentHashMap<>();
    private final long patienceNanos;

    /**
     * No lookups yet.
     *
     * @param patience how long after its beginning a lookup is waited for by those who joined it
     */
    Lookups(Duration patience) {
        this.patienceNanos = patience.toNanos();
    }

    /** What one does for all: ask, and keep the answer. */
    @FunctionalInterface
    interface Lookup {
        CachedObject run() throws UfsException;
    }

    /**
     * Looks an object up, or waits for who does.
     *
     * @param flight what is looked up
     * @param gate passed by those who wait for another's lookup; the lookup itself passes the gate with its own call
     * @param lookup asks the UFS
     * @return what was found
     * @throws UfsException what the lookup threw; UNAVAILABLE when another's takes too long
     */
    CachedObject find(Flight flight, MountGate gate, Lookup lookup) throws UfsException {
        Answer mine = new Answer(new CompletableFuture<>(), System.nanoTime());
        Answer other = running.putIfAbsent(flight, mine);
        if (other != null) {
            return join(flight.key(), gate, other);
        }
        try {
            CachedObject found = lookup.run();
            mine.found().complete(found);
            return found;
        } catch (UfsException | RuntimeException | Error e) {
            mine.found().completeExceptionally(e);
            throw e;
        } finally {
            running.remove(flight);
        }
    }

    private CachedObject join(ObjectKey key, MountGate gate, Answer other) throws UfsException {
        long left = patienceNanos - (System.nanoTime() - other.since());
        if (left <= 0) {
            throw tooLong(key);
        }
        MountGate.Pass pass = gate.enter();
        try (pass) {
            return other.found().get(left, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw tooLong(key);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UfsException(UfsException.Kind.UNAVAILABLE, "interrupted while waiting for " + key, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UfsException failure) {
                throw failure;
            }
            throw new IllegalStateException("the lookup of " + key + " failed", e);
        }
    }

    private UfsException tooLong(ObjectKey key) {
        return new UfsException(
                UfsException.Kind.UNAVAILABLE,
                "the UFS has not said anything of " + key + " for " + TimeUnit.NANOSECONDS.toSeconds(patienceNanos)
                        + " s");
    }
}
