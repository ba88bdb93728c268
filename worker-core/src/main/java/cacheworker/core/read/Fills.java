package cacheworker.core.read;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.ByteRange;
import cacheworker.core.base.NonBlocking;
import cacheworker.core.base.ObjectId;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.mount.Location;
import cacheworker.core.mount.Mount;
import cacheworker.core.page.PageStore;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsInput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Pages being fetched now, each by one fetch, however many readers want it. Bytes in flight are bounded by the
 * buffers: when a mount has all that it can get no fetch begins, and its readers pass through.
 */
final class Fills {
    private final PageStore store;
    private final SharedBuffers buffers;
    private final FillExecutors executors;
    private final Hedge hedge;
    private final ReadMeters meters;
    private final ConcurrentHashMap<PageName, PageFetch> running = new ConcurrentHashMap<>();

    /** Which page of which version. */
    record PageName(ObjectId id, int page) {}

    Fills(PageStore store, SharedBuffers buffers, FillExecutors executors, Hedge hedge, ReadMeters meters) {
        this.store = store;
        this.buffers = buffers;
        this.executors = executors;
        this.hedge = hedge;
        this.meters = meters;
    }

    /**
     * The fetch that runs for a page.
     *
     * @return the fetch, or null when none runs
     */
    @NonBlocking
    @Nullable
    PageFetch running(CachedObject object, int page) {
        return running.get(new PageName(object.id(), page));
    }

    /**
     * Begins to fetch a run of pages with one read of the UFS. The run ends before the first page that is cached or
     * already fetched, and where the budget ends.
     *
     * @param object what to read
     * @param first first page
     * @param most number of pages at most
     * @return number of pages that are being fetched now, 0 when the first one is not
     */
    @NonBlocking
    int begin(CachedObject object, int first, int most) {
        return begin(object, first, most, null);
    }

    /**
     * Begins to fetch pages that will most likely be wanted, unless half of them are there or on their way.
     *
     * @param object what to read
     * @param first the first of these pages, which may lie behind the end
     * @param window how many
     */
    @NonBlocking
    void ahead(CachedObject object, int first, int window) {
        long pages = (object.status().length() + store.pageSize() - 1) / store.pageSize();
        int end = (int) Math.min(first + (long) window, pages);
        int page = first;
        while (page < end && (store.has(object.pages(), page) || running(object, page) != null)) {
            page++;
        }
        if (page < end && 2 * (page - first) <= window) {
            begin(object, page, end - page);
        }
    }

    /**
     * Goes on with a read of the UFS that began with the lookup of the object.
     *
     * @param object what was found
     * @param page the page that was asked for
     * @param range what the UFS gives of it
     * @param input the bytes; closed in the end, whatever happens
     * @return whether the page is being fetched now
     */
    @NonBlocking
    boolean goOn(CachedObject object, int page, ByteRange range, UfsInput input) {
        boolean begun = false;
        try {
            begun = range.equals(pageRange(object, page)) && begin(object, page, 1, input) == 1;
            return begun;
        } finally {
            if (!begun) {
                close(object, input);
            }
        }
    }

    private ByteRange pageRange(CachedObject object, int page) {
        long offset = (long) page * store.pageSize();
        return new ByteRange(offset, Math.min(store.pageSize(), object.status().length() - offset));
    }

    private int begin(CachedObject object, int first, int most, @Nullable UfsInput opened) {
        List<PageFetch> run = new ArrayList<>();
        boolean begun = false;
        try {
            for (int page = first; page < first + most; page++) {
                PageFetch fetch = claim(object, page);
                if (fetch == null) {
                    break;
                }
                run.add(fetch);
            }
            if (!run.isEmpty()) {
                start(new FillTask(this, object, first, run, opened));
            }
            begun = true;
            return run.size();
        } finally {
            if (!begun) {
                abandon(object, first, run);
            }
        }
    }

    /** Out of memory or of threads: whoever waits for these pages must hear of it, or would wait for ever. */
    private void abandon(CachedObject object, int first, List<PageFetch> run) {
        UfsException why = new UfsException(
                UfsException.Kind.UNAVAILABLE, "the worker lacks memory or threads to read " + object.key());
        for (int i = 0; i < run.size(); i++) {
            fail(object, first + i, run.get(i), why);
        }
    }

    private @Nullable PageFetch claim(CachedObject object, int page) {
        PageName name = new PageName(object.id(), page);
        if (running.containsKey(name) || store.has(object.pages(), page) || !store.admits(object.pages(), page)) {
            return null;
        }
        int length = (int) pageRange(object, page).length();
        Mount mount = object.location().mount();
        ByteBuffer buffer = buffers.tryAcquire(mount);
        if (buffer == null) {
            return null;
        }
        if (!store.tryReserve(length)) {
            buffers.release(mount, buffer);
            return null;
        }
        PageFetch fetch = new PageFetch(length, used -> buffers.release(mount, used), buffer, ReadOptions.PATIENCE);
        if (running.putIfAbsent(name, fetch) != null) {
            buffers.release(mount, buffer);
            store.unreserve(length);
            return null;
        }
        if (store.has(object.pages(), page)) {
            // Another fetch of it ended between the first look and now.
            end(object, page, fetch, true, null);
            return null;
        }
        return fetch;
    }

    private void start(FillTask task) {
        Executor executor = executors.fill(task.object().location().mount());
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            task.reject(e);
        }
    }

    /** Opens a read of the UFS. */
    @Blocking
    UfsInput open(CachedObject object, ByteRange range) throws UfsException {
        Location location = object.location();
        return hedge.open(
                executors.hedge(location.mount()),
                () -> location.ufs().open(location.path(), object.status().version(), range));
    }

    /** Puts a page that is complete into the store, away from the thread that reads the UFS. */
    void keep(CachedObject object, int page, PageFetch fetch) {
        Runnable keep = () -> {
            boolean kept = false;
            try {
                kept = store.write(object.pages(), page, fetch.whole());
            } finally {
                end(object, page, fetch, kept, null);
            }
        };
        try {
            executors.disk().execute(keep);
        } catch (RejectedExecutionException e) {
            end(object, page, fetch, false, null);
        }
    }

    /** A page could not be fetched. */
    void fail(CachedObject object, int page, PageFetch fetch, UfsException why) {
        end(object, page, fetch, false, why);
    }

    private void end(CachedObject object, int page, PageFetch fetch, boolean kept, @Nullable UfsException failure) {
        running.remove(new PageName(object.id(), page), fetch);
        store.unreserve(fetch.length());
        fetch.end(kept, failure);
    }

    /** Closes an input on a thread of its mount: that may wait for the UFS, and for its rest to be read. */
    @NonBlocking
    void close(CachedObject object, UfsInput input) {
        executors.close(object.location().mount(), input);
    }

    int pageSize() {
        return store.pageSize();
    }

    /** Whether a page that a reader needs now may be fetched; if not, the reader passes it by the cache. */
    @NonBlocking
    boolean mayFetch(CachedObject object, int page) {
        return store.admitsWanted(object.pages(), page);
    }

    /** Whether a page that nobody asked for before can most likely be fetched now. */
    @NonBlocking
    boolean mayFetchUnseen(Mount mount) {
        if (!store.admitsUnseen() || !buffers.hasFree(mount) || !store.tryReserve(store.pageSize())) {
            return false;
        }
        store.unreserve(store.pageSize());
        return true;
    }

    ReadMeters meters() {
        return meters;
    }
}
