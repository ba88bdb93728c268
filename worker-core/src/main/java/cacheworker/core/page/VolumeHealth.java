package cacheworker.core.page;

import cacheworker.core.base.NonBlocking;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a cache directory can be used. A full disk takes no more pages until a while has passed; any other error
 * takes the directory out of service for good: the worker goes on without it.
 */
final class VolumeHealth {
    private static final Logger LOG = LoggerFactory.getLogger(VolumeHealth.class);
    private static final long FULL_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long NEVER = Long.MIN_VALUE;

    private final Path directory;
    private final LongSupplier nanoTime;
    private final AtomicLong fullUntil = new AtomicLong(NEVER);
    private volatile boolean broken;

    VolumeHealth(Path directory) {
        this(directory, System::nanoTime);
    }

    /**
     * The health of a directory.
     *
     * @param directory which one
     * @param nanoTime a clock that only goes forward, nanoseconds
     */
    VolumeHealth(Path directory, LongSupplier nanoTime) {
        this.directory = directory;
        this.nanoTime = nanoTime;
    }

    @NonBlocking
    boolean isReadable() {
        return !broken;
    }

    @NonBlocking
    boolean isWritable() {
        long until = fullUntil.get();
        return !broken && (until == NEVER || nanoTime.getAsLong() - until > 0);
    }

    void failed(IOException cause) {
        if (cause instanceof ClosedChannelException) {
            return; // the store is being closed, or the thread that used the file was: no fault of the disk
        }
        String message = String.valueOf(cause.getMessage());
        if (message.contains("No space left") || message.contains("Disk quota exceeded")) {
            if (fullUntil.getAndSet(nanoTime.getAsLong() + FULL_NANOS) == NEVER) {
                LOG.warn("page directory {} is full; it takes no pages until there is room: {}", directory, message);
            }
        } else if (!broken) {
            broken = true;
            LOG.error("page directory {} is out of service: {}", directory, cause.toString());
        }
    }
}
