package cacheworker.core.page;

import cacheworker.core.base.BufferPool;
import cacheworker.core.page.policy.Allowance;
import cacheworker.core.page.policy.PageName;
import cacheworker.core.page.policy.Survival;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes room in one directory: takes its oldest region, appends again the pages that the policy keeps, and drops the
 * region. Runs on a thread of its own, so that fills find room instead of waiting for it.
 */
final class Reclaimer implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Reclaimer.class);

    /** Regions kept free, so that fills go on while the next one is reclaimed. */
    private static final int SPARE_REGIONS = 2;

    private static final long IDLE_MILLIS = 200;

    /** How soon to look again when all that could be reclaimed is being read. */
    private static final long BUSY_MILLIS = 5;

    private final PageVolume volume;
    private final Survival policy;
    private final Function<RegionEntry, PageTable> tables;
    private final PageIndex index;
    private final BufferPool buffers;
    private final PageCounters counters;
    private final Allowance allowance = new Allowance();
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopped;

    Reclaimer(
            PageVolume volume,
            Survival policy,
            Function<RegionEntry, PageTable> tables,
            PageIndex index,
            BufferPool buffers,
            PageCounters counters) {
        this.volume = volume;
        this.policy = policy;
        this.tables = tables;
        this.index = index;
        this.buffers = buffers;
        this.counters = counters;
        this.thread = new Thread(this, "disk-" + volume.directory().getFileName());
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Something was appended: look whether there is still room. */
    void wake() {
        if (volume.freeRegions() < SPARE_REGIONS && wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                boolean needed = volume.freeRegions() < SPARE_REGIONS;
                Region region = needed ? next() : null;
                if (region != null) {
                    reclaim(region);
                } else if (wakeUps.tryAcquire(needed ? BUSY_MILLIS : IDLE_MILLIS, TimeUnit.MILLISECONDS)) {
                    wakeUps.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("reclaim of {} ends", volume.directory());
        }
    }

    private @Nullable Region next() {
        return volume.oldest(policy.next(volume.probation(), volume.mostRegions()));
    }

    /** Ends half way when the file was closed under it: its pages are good, and the next process finds them. */
    private void reclaim(Region region) throws InterruptedException {
        allowance.region(volume.regionBytes());
        for (RegionEntry entry : entries(region)) {
            if (stopped || !region.isOpen()) {
                return;
            }
            PageTable table = tables.apply(entry);
            long place = entry.page() < table.pages() ? table.place(entry.page()) : Extent.NOWHERE;
            if (!isAt(place, region, entry)) {
                continue;
            }
            int marks = policy.survive(region.queue(), Extent.marks(table.page(entry.page())));
            boolean survives = marks != Survival.DROPPED
                    && allowance.take(entry.length())
                    && keep(region, entry, table, place, marks);
            if (!survives && region.isOpen()) {
                evict(entry, table, place);
                policy.dropped(PageName.of(entry.id(), entry.page()), region.queue());
            }
        }
        if (region.isOpen()) {
            volume.drop(region);
        }
    }

    /** From the region itself, or the long way round when its table is damaged. */
    private List<RegionEntry> entries(Region region) {
        List<RegionEntry> listed = volume.entries(region);
        return listed == null ? index.entriesOf(volume.index(), region.number()) : listed;
    }

    private boolean isAt(long place, Region region, RegionEntry entry) {
        return place != Extent.NOWHERE
                && Extent.region(place) == region.number()
                && Extent.offset(place) == entry.offset();
    }

    private boolean keep(Region region, RegionEntry entry, PageTable table, long place, int marks)
            throws InterruptedException {
        ByteBuffer buffer = buffers.acquire(Long.MAX_VALUE);
        if (buffer == null) {
            return false;
        }
        try {
            buffer.limit(entry.length());
            if (!region.read(entry.offset(), buffer)) {
                return false;
            }
            buffer.flip();
            if (PageChecksum.of(entry.id(), entry.page(), buffer) != entry.crc()) {
                counters.badPages.increment();
                return false;
            }
            return append(entry, table, place, buffer, marks);
        } catch (IOException e) {
            volume.health().failed(e);
            return false;
        } finally {
            buffers.release(buffer);
        }
    }

    private boolean append(RegionEntry entry, PageTable table, long place, ByteBuffer bytes, int marks) {
        long next = volume.appendSurvivor(entry.id(), entry.page(), bytes, entry.crc());
        if (next == Extent.NOWHERE || !table.replace(entry.page(), place, next)) {
            return false;
        }
        long page = table.page(entry.page());
        table.update(entry.page(), page, Extent.withMarks(page, marks));
        counters.survivedPages.increment();
        index.store(table, entry.page());
        return true;
    }

    private void evict(RegionEntry entry, PageTable table, long place) {
        // Counted first, so that who finds a page gone finds the reason too.
        counters.evictedPages.increment();
        if (table.replace(entry.page(), place, Extent.NOWHERE)) {
            index.store(table, entry.page());
            counters.pages.decrement();
            counters.bytes.add(-entry.length());
            counters.evictedBytes.add(entry.length());
        } else {
            counters.evictedPages.decrement();
        }
    }

    void stop() {
        stopped = true;
        wakeUps.release();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the store counts. */
    static final class PageCounters {
        final LongAdder pages = new LongAdder();
        final LongAdder bytes = new LongAdder();
        final LongAdder evictedPages = new LongAdder();
        final LongAdder evictedBytes = new LongAdder();
        final LongAdder badPages = new LongAdder();
        final LongAdder refusedPages = new LongAdder();
        final LongAdder survivedPages = new LongAdder();
        final LongAdder returnedPages = new LongAdder();
        final LongAdder notAdmitted = new LongAdder();
        final LongAdder scrubbedBytes = new LongAdder();
    }
}
