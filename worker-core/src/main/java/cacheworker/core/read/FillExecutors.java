package cacheworker.core.read;

import cacheworker.core.base.NonBlocking;
import cacheworker.core.mount.Mount;
import cacheworker.core.ufs.UfsInput;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that fill the cache: for each mount its own, so that one sick UFS cannot take another's, and a few that
 * write pages to disk.
 */
final class FillExecutors implements AutoCloseable {
    private static final int DISK_THREADS = 2;
    private static final long DISK_WAIT_MILLIS = 3_000;
    private static final int MANY = Integer.MAX_VALUE;

    private final int threadsPerMount;
    private final int queue;
    private final ConcurrentHashMap<String, ExecutorService> mounts = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, ExecutorService> closers = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, ExecutorService> hedges = new ConcurrentHashMap<>();
    private final ExecutorService disk;

    FillExecutors(int threadsPerMount, int queue) {
        this.threadsPerMount = threadsPerMount;
        this.queue = queue;
        // The buffer budget bounds what can wait here.
        this.disk = pool("fill-disk", DISK_THREADS, MANY);
    }

    Executor fill(Mount mount) {
        return mounts.computeIfAbsent(mount.path(), path -> pool("fill-" + name(path), threadsPerMount, queue));
    }

    /** For attempts of reads that fill threads wait for: two for each of them. */
    Executor hedge(Mount mount) {
        return hedges.computeIfAbsent(
                mount.path(), path -> pool("hedge-" + name(path), 2 * threadsPerMount, 2 * threadsPerMount));
    }

    private static String name(String path) {
        return path.isEmpty() ? "root" : path;
    }

    /** Closes an input that its reader, perhaps an event loop, has done with. What waits is bounded by what is open. */
    @NonBlocking
    void close(Mount mount, UfsInput input) {
        ExecutorService closer = closers.computeIfAbsent(mount.path(), path -> pool("close-" + name(path), 1, MANY));
        try {
            closer.execute(input::close);
        } catch (RejectedExecutionException e) {
            // The worker has stopped, and the event loops with it.
            input.close();
        }
    }

    Executor disk() {
        return disk;
    }

    private static ExecutorService pool(String name, int threads, int queue) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(queue), task -> {
                    Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public void close() {
        mounts.values().forEach(ExecutorService::shutdownNow);
        hedges.values().forEach(ExecutorService::shutdownNow);
        closers.values().forEach(ExecutorService::shutdown);
        disk.shutdown();
        try {
            // Pages that are being written now are whole a moment later.
            disk.awaitTermination(DISK_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
