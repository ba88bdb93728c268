package cacheworker.core.page;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.BufferPool;
import cacheworker.core.base.NonBlocking;
import cacheworker.core.base.ObjectId;
import cacheworker.core.page.policy.LogQueue;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Pages of object versions on local disks: a log of region files in each directory, and an index that says where each
 * page lies.
 *
 * <p><b>What may be believed.</b> A page carries a checksum that covers whose page it is. It is checked whenever its
 * bytes come from the disk; a page that is still in memory goes out as it is, if this process wrote or checked it. A
 * fault of any kind makes a page a miss, never an error for the caller.
 *
 * <p><b>What may be overwritten.</b> Nothing: see {@link Region}. Safe for any thread.
 */
public final class PageStore implements AutoCloseable {
    /** Looking whether memory is resident costs time in proportion; more is asked for by the next call. */
    private static final int LONGEST_SLICE = 1 << 20;

    private static final int CHECK_BUFFERS = 16;

    private final int pageSize;
    private final IndexDb db;
    private final PageIndex index;
    /** Room that fetches under way will take, bytes. */
    private final AtomicLong reserved = new AtomicLong();

    private final List<PageVolume> volumes;
    private final Policies policies;
    private final List<Reclaimer> reclaimers = new ArrayList<>();
    private final Reclaimer.PageCounters counters = new Reclaimer.PageCounters();
    private final PageChecks checks;
    private final Scrubber scrubber;
    private final Residency residency = new Residency(System::nanoTime);
    private final Cache<ObjectId, PageTable> live =
            Caffeine.newBuilder().weakValues().build();
    private volatile boolean closed;

    private PageStore(PageStoreOptions options, IndexDb db, List<PageVolume> volumes) {
        this.pageSize = options.pageSize();
        this.db = db;
        this.index = new PageIndex(db.pages(), this::isThere);
        this.volumes = List.copyOf(volumes);
        BufferPool buffers = new BufferPool(pageSize, CHECK_BUFFERS);
        this.checks = new PageChecks(pageSize, this.volumes, buffers, index, counters);
        this.scrubber = new Scrubber(this.volumes, this::tableOf, checks, counters, options.scrubBytesPerSecond());
        this.policies = new Policies(options, volumes, counters);
        for (int i = 0; i < volumes.size(); i++) {
            reclaimers.add(
                    new Reclaimer(volumes.get(i), policies.survival(i), this::tableOf, index, buffers, counters));
        }
    }

    /**
     * Opens the store with the pages that an earlier process left.
     *
     * @param options where pages and index lie
     * @return the open store; the caller closes it
     * @throws IOException when a directory cannot be used, or cannot hold what it is to hold; names it and says why
     */
    @Blocking
    public static PageStore open(PageStoreOptions options) throws IOException {
        List<PageVolume> volumes = new ArrayList<>();
        try {
            for (PageDirectory directory : options.directories()) {
                volumes.add(new PageVolume(volumes.size(), directory, options.pageSize()));
            }
            IndexDb db = IndexDb.open(options.indexDirectory(), options.indexCacheBytes());
            PageStore store = new PageStore(options, db, volumes);
            Recovery recovered = new Recovery(volumes, store.index, db.isFresh());
            recovered.run();
            store.counters.pages.add(recovered.pages());
            store.counters.bytes.add(recovered.bytes());
            store.reclaimers.forEach(Reclaimer::start);
            store.scrubber.start();
            return store;
        } catch (IOException | RuntimeException e) {
            volumes.forEach(PageVolume::abandon);
            throw e;
        }
    }

    /**
     * The size of a page.
     *
     * @return bytes
     */
    public int pageSize() {
        return pageSize;
    }

    /**
     * The index that pages and records of objects share.
     *
     * @return the open index; closed with the store
     */
    public IndexDb index() {
        return db;
    }

    /**
     * Where the pages of a version lie. All who ask at the same time share one table.
     *
     * @param id which version
     * @param length bytes of the object
     * @return its table, empty when nothing of it is cached
     */
    @Blocking
    public PageTable table(ObjectId id, long length) {
        return live.get(id, missing -> {
            PageTable table = new PageTable(id, (int) ((length + pageSize - 1) / pageSize));
            index.load(table);
            return table;
        });
    }

    /** The table that reclaim works on: the one in use, else one for this piece alone. */
    private PageTable tableOf(RegionEntry entry) {
        PageTable used = live.getIfPresent(entry.id());
        if (used != null) {
            return used;
        }
        int pieces = entry.page() / PageTable.PIECE_PAGES + 1;
        PageTable table = new PageTable(entry.id(), pieces * PageTable.PIECE_PAGES);
        index.load(table, pieces - 1);
        return table;
    }

    /**
     * Whether a page is cached. Whether its bytes are good is seen when they are read.
     *
     * @param table the object's pages
     * @param page which one, from 0
     * @return true when it has a place
     */
    @NonBlocking
    public boolean has(PageTable table, int page) {
        return region(table.place(page)) != null;
    }

    /** Whether a place was not lost: regions may have gone without the index being told. */
    private boolean isThere(long place) {
        int directory = Extent.directory(place);
        return directory < volumes.size() && volumes.get(directory).has(Extent.region(place));
    }

    private @Nullable Region region(long place) {
        return place == Extent.NOWHERE || Extent.directory(place) >= volumes.size()
                ? null
                : volumes.get(Extent.directory(place)).region(Extent.region(place));
    }

    /**
     * Cached bytes that can be sent at once: in memory, and filled or checked by this process.
     *
     * @param table the object's pages
     * @param offset where to begin, an offset in the object
     * @param most how many bytes at most, 1 or more
     * @return the longest run that lies together, to be closed by the caller; null when the first byte is not ready
     */
    @NonBlocking
    public @Nullable PageSlice poll(PageTable table, long offset, long most) {
        int page = (int) (offset / pageSize);
        long place = table.place(page);
        Region region = region(place);
        long entry = table.page(page);
        if (region == null || !Extent.isTrusted(entry) || !region.lease()) {
            return null;
        }
        int skip = (int) (offset % pageSize);
        PageSlice slice = slice(region, place, skip, run(table, page, place, skip, Math.min(most, LONGEST_SLICE)));
        if (slice == null) {
            region.release();
        }
        return slice;
    }

    /** How many bytes lie together from a place on, over the pages that follow it in the same region. */
    private int run(PageTable table, int page, long place, int skip, long most) {
        long length = Extent.length(table.page(page)) - (long) skip;
        long end = place + Extent.length(table.page(page));
        for (int next = page + 1; length < most && next < table.pages(); next++) {
            long entry = table.page(next);
            if (table.place(next) != end || !Extent.isTrusted(entry)) {
                break;
            }
            length += Extent.length(entry);
            end += Extent.length(entry);
        }
        return (int) Math.min(length, most);
    }

    private @Nullable PageSlice slice(Region region, long place, int skip, int length) {
        if (length <= 0 || !region.isWhole()) {
            return null;
        }
        int position = Extent.offset(place) + skip;
        long first = place + skip;
        if (!residency.isKnown(first, length)) {
            if (!region.isLoaded(position, length)) {
                return null;
            }
            residency.found(first, length);
        }
        return region.slice(position, length);
    }

    /**
     * Cached bytes, brought into memory and checked when they are not. A page that turns out bad is forgotten.
     *
     * @param table the object's pages
     * @param offset where to begin, an offset in the object
     * @param most how many bytes at most, 1 or more
     * @return a run of bytes, to be closed by the caller; null when the first one is not cached
     */
    @Blocking
    public @Nullable PageSlice load(PageTable table, long offset, long most) {
        PageSlice ready = poll(table, offset, most);
        int page = (int) (offset / pageSize);
        long place = table.place(page);
        Region region = region(place);
        if (ready != null || region == null || !region.lease()) {
            return ready;
        }
        long entry = table.page(page);
        boolean given = false;
        try {
            if (!checks.isGood(region, table, page, place, entry)) {
                return null;
            }
            table.update(page, entry, Extent.trusted(entry));
            int skip = (int) (offset % pageSize);
            int length = (int) Math.min(most, Extent.length(entry) - (long) skip);
            int position = Extent.offset(place) + skip;
            given = true;
            return region.slice(position, length);
        } finally {
            if (!given) {
                region.release();
            }
        }
    }

    /**
     * Sets room aside for a page that is about to be fetched. Without it, a page could be fetched and then find no
     * place, and its reader would have to read it again from the UFS.
     *
     * @param length bytes of the page
     * @return false when there is no room now; else the caller gives it back with {@link #unreserve}
     */
    @NonBlocking
    public boolean tryReserve(int length) {
        long room = 0;
        for (PageVolume volume : volumes) {
            room += volume.fillRoom();
        }
        if (reserved.addAndGet(length) <= room) {
            return true;
        }
        reserved.addAndGet(-length);
        reclaimers.forEach(Reclaimer::wake);
        return false;
    }

    /**
     * The page was kept, or will not be.
     *
     * @param length what was reserved for it
     */
    @NonBlocking
    public void unreserve(int length) {
        reserved.addAndGet(-length);
    }

    /**
     * Counts a use of a page. Whoever brought a page into the store and then reads it has not used it yet: else every
     * page of a scan would look as if somebody had come back for it.
     *
     * @param table the object's pages
     * @param page which one, from 0
     */
    @NonBlocking
    public void use(PageTable table, int page) {
        policies.used(table, page);
    }

    /**
     * Whether a page that is not cached is to be kept when it is brought in.
     *
     * @param table the object's pages
     * @param page which one, from 0
     * @return the policy's answer; asking changes nothing
     */
    @NonBlocking
    public boolean admits(PageTable table, int page) {
        return policies.admits(table, page);
    }

    /**
     * The same of a page that a reader needs now; the policy takes note of that.
     *
     * @param table the object's pages
     * @param page which one, from 0
     * @return the policy's answer
     */
    @NonBlocking
    public boolean admitsWanted(PageTable table, int page) {
        return policies.admitsWanted(table, page);
    }

    /**
     * Whether a page that nobody has asked for before is to be kept.
     *
     * @return the policy's answer, the same for every page
     */
    @NonBlocking
    public boolean admitsUnseen() {
        return policies.admitsUnseen();
    }

    /**
     * Keeps a page.
     *
     * @param table the object's pages
     * @param page which one, from 0
     * @param bytes the whole page: its remaining bytes; position and limit are not changed
     * @return true when it can be read from the store now; false when there is no room for it
     */
    @Blocking
    public boolean write(PageTable table, int page, ByteBuffer bytes) {
        if (closed || page >= table.pages() || !bytes.hasRemaining()) {
            return false;
        }
        int crc = PageChecksum.of(table.id(), page, bytes);
        int volume = Math.floorMod(table.id().low(), volumes.size());
        LogQueue queue = policies.queueFor(volume, table, page);
        for (int i = 0; i < volumes.size(); i++) {
            int next = (volume + i) % volumes.size();
            long place = volumes.get(next).appendFill(queue, table.id(), page, bytes, crc);
            reclaimers.get(next).wake();
            if (place != Extent.NOWHERE) {
                publish(table, page, place, Extent.page(bytes.remaining(), crc));
                return true;
            }
        }
        counters.refusedPages.increment();
        return false;
    }

    private void publish(PageTable table, int page, long place, long entry) {
        if (!has(table, page)) {
            counters.pages.increment();
            counters.bytes.add(Extent.length(entry));
        }
        table.set(page, place, Extent.trusted(entry));
        index.store(table, page);
    }

    /** Takes a page out, wherever reclaim moves it meanwhile. */
    private static boolean remove(PageTable table, int page) {
        long place = table.place(page);
        while (place != Extent.NOWHERE && !table.replace(page, place, Extent.NOWHERE)) {
            place = table.place(page);
        }
        return place != Extent.NOWHERE;
    }

    /**
     * Forgets all pages of a version. Their room comes back when their regions are reclaimed.
     *
     * @param table the object's pages
     */
    @Blocking
    public void drop(PageTable table) {
        for (int page = 0; page < table.pages(); page++) {
            if (remove(table, page)) {
                counters.pages.decrement();
                counters.bytes.add(-Extent.length(table.page(page)));
                boolean lastOfPiece = (page + 1) % PageTable.PIECE_PAGES == 0;
                if (lastOfPiece || page + 1 == table.pages() || table.place(page + 1) == Extent.NOWHERE) {
                    index.store(table, page);
                }
            }
        }
    }

    /**
     * What the store has and did.
     *
     * @return numbers that were true a moment ago
     */
    @NonBlocking
    public PageStoreStats stats() {
        return new PageStoreStats(
                counters.pages.sum(),
                counters.bytes.sum(),
                volumes.stream().mapToLong(PageVolume::capacityBytes).sum(),
                counters.evictedPages.sum(),
                counters.evictedBytes.sum(),
                counters.badPages.sum(),
                counters.refusedPages.sum(),
                counters.survivedPages.sum(),
                counters.returnedPages.sum(),
                counters.notAdmitted.sum(),
                counters.scrubbedBytes.sum(),
                volumes.stream().filter(v -> !v.health().isWritable()).count());
    }

    /** Seals what is open and closes all files. Pages stay on disk; slices that are out stay readable. */
    @Override
    @Blocking
    public void close() {
        if (!closed) {
            closed = true;
            scrubber.stop();
            reclaimers.forEach(Reclaimer::stop);
            volumes.forEach(PageVolume::close);
            db.close();
        }
    }

    /** Closes nothing that a killed process would not have closed. */
    void abandon() {
        closed = true;
        scrubber.stop();
        reclaimers.forEach(Reclaimer::stop);
        volumes.forEach(PageVolume::abandon);
        db.abandon();
    }
}
