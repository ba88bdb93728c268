package cacheworker.ufs.local;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sweeps when it starts and then again and again, on a thread of its own that does not keep the JVM alive. */
final class SweepThread implements AutoCloseable {
    private final Sweeper sweeper;
    private final Duration interval;
    private final ScheduledExecutorService executor;
    private @Nullable ScheduledFuture<?> schedule;

    SweepThread(Sweeper sweeper, Duration interval) {
        this.sweeper = sweeper;
        this.interval = interval;
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "ufs-local-sweep");
            thread.setDaemon(true);
            return thread;
        });
    }

    void start() {
        schedule = executor.scheduleWithFixedDelay(sweeper::sweep, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        if (schedule != null) {
            schedule.cancel(false);
        }
        executor.shutdown();
    }
}
