package cacheworker.ufs.local;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps when it starts and then again and again, on a thread of its own that does not keep the JVM alive. */
final class SweepThread implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SweepThread.class);

    private final Runnable sweep;
    private final Duration interval;
    private final ScheduledExecutorService executor;
    private @Nullable ScheduledFuture<?> schedule;

    SweepThread(Runnable sweep, Duration interval) {
        this.sweep = sweep;
        this.interval = interval;
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "ufs-local-sweep");
            thread.setDaemon(true);
            return thread;
        });
    }

    void start() {
        schedule = executor.scheduleWithFixedDelay(this::sweep, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        try {
            sweep.run();
        } catch (RuntimeException e) {
            // Thrown on, it would be the last sweep.
            log.error("Sweeping ended early", e);
        }
    }

    @Override
    public void close() {
        if (schedule != null) {
            schedule.cancel(false);
        }
        executor.shutdown();
    }
}
