package cacheworker.it.env;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Watches how much memory a process has for itself: what is resident, but for mapped files. */
public final class ResidentMemory implements AutoCloseable {
    private final Path status;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Future<?> watch;
    private volatile long largest;

    /** Begins to watch. */
    public ResidentMemory(long pid) {
        status = Path.of("/proc", Long.toString(pid), "status");
        watch = clock.scheduleAtFixedRate(this::look, 0, 50, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            largest = Math.max(largest, nowKib());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has now, KiB. */
    public long nowKib() throws IOException {
        long kib = 0;
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("RssAnon:") || line.startsWith("RssShmem:")) {
                kib += Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return kib;
    }

    /** The most that it had at any look so far, KiB. */
    public long largestKib() {
        return largest;
    }

    @Override
    public void close() {
        if (watch.isDone()) {
            throw new AssertionError("watching failed");
        }
        clock.shutdownNow();
    }
}
