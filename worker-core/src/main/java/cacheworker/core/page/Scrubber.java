package cacheworker.core.page;

import cacheworker.core.page.Reclaimer.PageCounters;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the pages that nobody reads, so that those that went bad on their disk are taken out before somebody wants
 * them. Goes through all full regions, no faster than its rate; then rests a while and begins again.
 */
final class Scrubber implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Scrubber.class);
    private static final long REST_SECONDS = 3600;

    /** What a disk reads at least, so that tiny pages cost no more reads than others. */
    private static final int DISK_BLOCK = 4 << 10;

    /** Waits that are shorter are put together: small pages must not cost a wake-up each. */
    private static final long SHORTEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final List<PageVolume> volumes;
    private final Function<RegionEntry, PageTable> tables;
    private final PageChecks checks;
    private final PageCounters counters;
    private final long bytesPerSecond;
    private final Semaphore stop = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopped;
    private long owedNanos;

    /**
     * A scrubber that does nothing yet.
     *
     * @param volumes what to read, in the order of their numbers in extents
     * @param tables the table that an entry of a region belongs to
     * @param bytesPerSecond how fast to read at most; zero for not at all
     */
    Scrubber(
            List<PageVolume> volumes,
            Function<RegionEntry, PageTable> tables,
            PageChecks checks,
            PageCounters counters,
            long bytesPerSecond) {
        this.volumes = volumes;
        this.tables = tables;
        this.checks = checks;
        this.counters = counters;
        this.bytesPerSecond = bytesPerSecond;
        this.thread = new Thread(this, "disk-scrub");
        this.thread.setDaemon(true);
    }

    void start() {
        if (bytesPerSecond > 0) {
            thread.start();
        }
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                for (int i = 0; i < volumes.size(); i++) {
                    for (Region region : volumes.get(i).regions()) {
                        scrub(i, region);
                    }
                }
                rest(TimeUnit.SECONDS.toNanos(REST_SECONDS));
            }
        } catch (InterruptedException e) {
            LOG.debug("scrubbing ends");
        }
    }

    /** Regions that are being filled have their turn when they are full; what readers are not given is left alone. */
    private void scrub(int directory, Region region) throws InterruptedException {
        PageVolume volume = volumes.get(directory);
        boolean used = !stopped && region.isSealed() && volume.health().isReadable();
        List<RegionEntry> entries = used ? volume.entries(region) : null;
        if (entries == null) {
            return;
        }
        for (RegionEntry entry : entries) {
            if (stopped || !region.isOpen() || !volume.health().isReadable()) {
                return;
            }
            PageTable table = tables.apply(entry);
            long place = Extent.place(directory, region.number(), entry.offset());
            if (table.place(entry.page()) == place && region.lease()) {
                try {
                    checks.isGood(region, table, entry.page(), place, table.page(entry.page()));
                } finally {
                    region.release();
                }
                counters.scrubbedBytes.add(entry.length());
                owe(Math.max(entry.length(), DISK_BLOCK));
            }
        }
    }

    private void owe(int bytes) throws InterruptedException {
        owedNanos += (long) (1e9 * bytes / bytesPerSecond);
        if (owedNanos >= SHORTEST_WAIT_NANOS) {
            rest(owedNanos);
            owedNanos = 0;
        }
    }

    private void rest(long nanos) throws InterruptedException {
        if (stop.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
            stop.release();
        }
    }

    void stop() {
        stopped = true;
        stop.release();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
