package cacheworker.core.page;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.BufferPool;
import cacheworker.core.page.Reclaimer.PageCounters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Compares pages on disk with their checksums, and takes out those that are not what they should be. */
@Blocking
final class PageChecks {
    private final int pageSize;
    private final List<PageVolume> volumes;
    private final BufferPool buffers;
    private final PageIndex index;
    private final PageCounters counters;

    PageChecks(int pageSize, List<PageVolume> volumes, BufferPool buffers, PageIndex index, PageCounters counters) {
        this.pageSize = pageSize;
        this.volumes = volumes;
        this.buffers = buffers;
        this.index = index;
        this.counters = counters;
    }

    private enum Verdict {
        GOOD,
        BAD,
        /** None: the bytes could not be read. */
        UNKNOWN
    }

    /**
     * Looks at a page.
     *
     * @param region where it lies; the caller has a lease on it
     * @param place its place when the caller looked
     * @param entry its entry then
     * @return whether its bytes are its own; if not, the page is forgotten
     */
    boolean isGood(Region region, PageTable table, int page, long place, long entry) {
        Verdict verdict = check(region, table, page, place, entry);
        if (verdict == Verdict.BAD) {
            forget(table, page, place, entry);
        }
        return verdict == Verdict.GOOD;
    }

    /** Reads a page through the file, not through the mapping: a file that was cut short must not kill the process. */
    private Verdict check(Region region, PageTable table, int page, long place, long entry) {
        if (Extent.length(entry) > pageSize) {
            return Verdict.BAD;
        }
        ByteBuffer buffer = null;
        try {
            buffer = buffers.acquire(Long.MAX_VALUE);
            if (buffer == null) {
                return Verdict.UNKNOWN;
            }
            buffer.limit(Extent.length(entry));
            boolean whole = region.isWhole() && region.read(Extent.offset(place), buffer);
            return whole && PageChecksum.of(table.id(), page, buffer.flip()) == Extent.crc(entry)
                    ? Verdict.GOOD
                    : Verdict.BAD;
        } catch (IOException e) {
            volumes.get(Extent.directory(place)).health().failed(e);
            return Verdict.UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Verdict.UNKNOWN;
        } finally {
            if (buffer != null) {
                buffers.release(buffer);
            }
        }
    }

    private void forget(PageTable table, int page, long place, long entry) {
        if (table.replace(page, place, Extent.NOWHERE)) {
            counters.badPages.increment();
            counters.pages.decrement();
            counters.bytes.add(-Extent.length(entry));
            index.store(table, page);
        }
    }
}
