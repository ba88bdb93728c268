package cacheworker.s3.dispatch;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.NonBlocking;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The request threads, {@code s3-req-N}: where everything runs that waits. A new request is taken only while there are
 * fewer than {@code limit} tasks; the work of a request that is under way is always taken, so that what began can end.
 */
public final class RequestExecutor implements Executor, AutoCloseable {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
    private static final int ALWAYS_THERE = 2;

    /** Long enough for a read of a disk; what waits for a UFS that hangs would not end anyway. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final Duration LAST_WAIT = Duration.ofSeconds(1);

    private final ExecutorService threads;
    private final int limit;
    private final AtomicInteger tasks = new AtomicInteger();

    private RequestExecutor(ExecutorService threads, int limit) {
        this.threads = threads;
        this.limit = limit;
    }

    /**
     * Platform threads, made as they are needed and ended after half a minute without work.
     *
     * @param maxThreads the most threads; what comes on top of it waits
     * @param limit the most tasks, waiting ones included, at which a new request is still taken
     * @return the executor
     */
    public static RequestExecutor platform(int maxThreads, int limit) {
        // A pool asks its queue before it makes a thread: this queue says no unless a thread is idle already.
        LinkedTransferQueue<Runnable> queue = new LinkedTransferQueue<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean offer(Runnable task) {
                return tryTransfer(task);
            }
        };
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                Math.min(ALWAYS_THERE, maxThreads),
                maxThreads,
                KEEP_ALIVE.toSeconds(),
                TimeUnit.SECONDS,
                queue,
                named(),
                (task, full) -> {
                    if (full.isShutdown()) {
                        throw new RejectedExecutionException("the worker is stopping");
                    }
                    queue.put(task);
                });
        return new RequestExecutor(pool, limit);
    }

    /**
     * A virtual thread per task where the JDK has them (21 and newer), else {@link #platform} threads.
     *
     * @param limit the most tasks at which a new request is still taken
     * @return the executor
     */
    public static RequestExecutor virtualIfPossible(int limit) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            type.getMethod("name", String.class, long.class).invoke(builder, "s3-req-", 0L);
            ThreadFactory factory = (ThreadFactory) type.getMethod("factory").invoke(builder);
            ExecutorService threads = (ExecutorService) Executors.class
                    .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                    .invoke(null, factory);
            return new RequestExecutor(threads, limit);
        } catch (NoSuchMethodException | ClassNotFoundException | IllegalAccessException e) {
            return platform(limit, limit);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("virtual threads exist but cannot be made", e);
        }
    }

    /**
     * Runs the task of a new request, unless there are too many.
     *
     * @param task what to run
     * @return false when it will not run
     */
    @NonBlocking
    public boolean tryExecute(Runnable task) {
        if (tasks.get() >= limit) {
            return false;
        }
        try {
            execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /**
     * Runs a task of a request that is under way.
     *
     * @param task what to run
     * @throws RejectedExecutionException when the worker is stopping
     */
    @Override
    @NonBlocking
    public void execute(Runnable task) {
        tasks.incrementAndGet();
        try {
            threads.execute(() -> {
                try {
                    task.run();
                } finally {
                    tasks.decrementAndGet();
                }
            });
        } catch (RejectedExecutionException e) {
            tasks.decrementAndGet();
            throw e;
        }
    }

    /**
     * Tasks that run or wait.
     *
     * @return 0 or more
     */
    @NonBlocking
    public int tasks() {
        return tasks.get();
    }

    /**
     * Takes nothing more, waits a little for what runs, and interrupts the rest. The wait is there because an interrupt
     * closes the file that a thread reads just then, for all who read it.
     */
    @Override
    @Blocking
    public void close() {
        threads.shutdown();
        if (!ended(GRACE)) {
            threads.shutdownNow();
            ended(LAST_WAIT);
        }
    }

    private boolean ended(Duration limit) {
        try {
            return threads.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ThreadFactory named() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "s3-req-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }
}
