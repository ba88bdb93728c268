package cacheworker.core.read;

import cacheworker.core.mount.Mount;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that fill the cache: for each mount its own, so that one sick UFS cannot take another's, and a few that
 * write pages to disk.
 */
final class FillExecutors implements AutoCloseable {
    private static final int DISK_THREADS = 2;

    private final int threadsPerMount;
    private final int queue;
    private final ConcurrentHashMap<String, ExecutorService> mounts = new ConcurrentHashMap<>();
    private final ExecutorService disk;

    FillExecutors(int threadsPerMount, int queue) {
        this.threadsPerMount = threadsPerMount;
        this.queue = queue;
        // The buffer budget bounds what can wait here.
        this.disk = pool("fill-disk", DISK_THREADS, Integer.MAX_VALUE);
    }

    Executor fill(Mount mount) {
        return mounts.computeIfAbsent(
                mount.path(), path -> pool("fill-" + (path.isEmpty() ? "root" : path), threadsPerMount, queue));
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
        disk.shutdown();
    }
}
