package cacheworker.core.meta;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.ObjectKey;
import cacheworker.core.ufs.UfsException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/** Looks an object up in the UFS, once for all who ask at the same time. */
@Blocking
final class Lookups {
    /**
     * Lookups join only when no write of the key began or ended between them: one that started before a write may not
     * answer a reader who comes after it.
     */
    private record Flight(ObjectKey key, long mark) {}

    private final ConcurrentHashMap<Flight, CompletableFuture<CachedObject>> running = new ConcurrentHashMap<>();

    /** What one does for all: ask, and keep the answer. */
    @FunctionalInterface
    interface Lookup {
        CachedObject run() throws UfsException;
    }

    CachedObject find(ObjectKey key, long mark, Lookup lookup) throws UfsException {
        Flight flight = new Flight(key, mark);
        CompletableFuture<CachedObject> mine = new CompletableFuture<>();
        CompletableFuture<CachedObject> other = running.putIfAbsent(flight, mine);
        if (other != null) {
            return join(other);
        }
        try {
            CachedObject found = lookup.run();
            mine.complete(found);
            return found;
        } catch (UfsException | RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            running.remove(flight);
        }
    }

    private static CachedObject join(CompletableFuture<CachedObject> other) throws UfsException {
        try {
            return other.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UfsException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
