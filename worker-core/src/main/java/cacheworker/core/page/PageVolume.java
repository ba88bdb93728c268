package cacheworker.core.page;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.NonBlocking;
import cacheworker.core.base.ObjectId;
import cacheworker.core.page.policy.LogQueue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One cache directory: its regions, the one that is being filled, and its health. The files of all regions, those that
 * are unlinked but still leased among them, never take more than the capacity.
 */
final class PageVolume implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PageVolume.class);
    private static final String SUFFIX = ".region";
    private static final Pattern REGION_NAME = Pattern.compile("[0-9]{10}\\.region");

    private final int index;
    private final Path directory;
    private final VolumeFormat format;
    private final int mostRegions;
    private final FileChannel lock;
    private final RegionNumbers numbers;
    private final ConcurrentSkipListMap<Integer, Region> regions = new ConcurrentSkipListMap<>();
    private final AtomicInteger files = new AtomicInteger();
    private final VolumeHealth health;
    private final Head fills = new Head(LogQueue.PROBATION, 1);
    private final Head survivors = new Head(LogQueue.MAIN, 0);

    /**
     * An end of the log. Survivors have one of their own: what was used together stays together, and fills cannot take
     * the room that reclaim needs to keep them.
     */
    private static final class Head {
        private final LogQueue queue;
        private final int left;
        private @Nullable Region region;

        /**
         * A head without a region.
         *
         * @param queue that its regions belong to
         * @param left how many regions it must leave free for the other head when it begins a new one
         */
        Head(LogQueue queue, int left) {
            this.queue = queue;
            this.left = left;
        }
    }

    /**
     * Opens a directory with the regions that are in it.
     *
     * @param index its number in extents
     * @param options path and capacity
     * @param pageSize bytes of the largest page
     * @throws IOException when the directory cannot be used, or its file system cannot hold the capacity
     */
    PageVolume(int index, PageDirectory options, int pageSize) throws IOException {
        this.index = index;
        this.directory = Files.createDirectories(options.path());
        this.health = new VolumeHealth(directory);
        this.lock = lock(directory);
        try {
            VolumeFormat before = VolumeFormat.read(directory);
            this.format = VolumeFormat.choose(options, pageSize, before);
            this.mostRegions =
                    (int) Math.min(Extent.MAX_REGION_NUMBER / 2, options.capacityBytes() / format.regionBytes());
            checkRoom(options);
            int highest = format.equals(before) ? openRegions() : dropRegions();
            this.numbers = new RegionNumbers(directory.resolve("next-region"), highest);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("{} is locked by this process", directory);
        }
        channel.close();
        throw new IOException("page directory " + directory + " is in use by another worker");
    }

    /** Makes room for regions of another size. */
    private int dropRegions() throws IOException {
        int highest = -1;
        for (Path path : regionFiles()) {
            LOG.info("region {} is dropped: it, or its pages, have another size", path);
            highest = Math.max(highest, number(path));
            Files.delete(path);
        }
        format.write(directory);
        return highest;
    }

    private List<Path> regionFiles() throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(PageVolume::isRegion).toList();
        }
    }

    private int openRegions() throws IOException {
        int highest = -1;
        for (Path path : regionFiles()) {
            int number = number(path);
            highest = Math.max(highest, number);
            openRegion(number, path);
        }
        while (regions.size() >= mostRegions) {
            drop(regions.firstEntry().getValue());
        }
        return highest;
    }

    /** Other files are not ours. */
    private static boolean isRegion(Path path) {
        return REGION_NAME.matcher(path.getFileName().toString()).matches()
                && Long.parseLong(digits(path)) <= Extent.MAX_REGION_NUMBER;
    }

    private static String digits(Path path) {
        String name = path.getFileName().toString();
        return name.substring(0, name.length() - SUFFIX.length());
    }

    private static int number(Path path) {
        return Integer.parseInt(digits(path));
    }

    private void openRegion(int number, Path path) throws IOException {
        try {
            regions.put(number, Region.open(number, path, format.regionBytes(), files::decrementAndGet));
            files.incrementAndGet();
        } catch (IOException e) {
            LOG.warn("region {} is dropped: {}", path, e.getMessage());
            Files.deleteIfExists(path);
        }
    }

    /** Refuses a capacity that cannot be, before anything of what is cached is dropped for it. */
    private void checkRoom(PageDirectory options) throws IOException {
        long used = 0;
        for (Path path : regionFiles()) {
            used += Files.size(path);
        }
        long room = Files.getFileStore(directory).getUsableSpace();
        if (options.capacityBytes() - used > room) {
            throw new IOException("page directory " + directory + " is to hold " + options.capacityBytes()
                    + " bytes, but its file system has room for " + (room + used));
        }
    }

    int index() {
        return index;
    }

    Path directory() {
        return directory;
    }

    long capacityBytes() {
        return (long) mostRegions * format.regionBytes();
    }

    int regionBytes() {
        return format.regionBytes();
    }

    VolumeHealth health() {
        return health;
    }

    Collection<Region> regions() {
        return regions.values();
    }

    /** Whether a region is there, be it readable or not. */
    boolean has(int number) {
        return regions.containsKey(number);
    }

    @NonBlocking
    @Nullable
    Region region(int number) {
        Region region = health.isReadable() ? regions.get(number) : null;
        return region != null && region.isOpen() ? region : null;
    }

    /**
     * Appends a page that was just read from the UFS or written to it.
     *
     * @param queue where it belongs; MAIN only as far as a region of survivors is open, because room was set aside for
     *     it among the fills
     * @return its place, or {@link Extent#NOWHERE} when there is no room for it
     */
    @Blocking
    long appendFill(LogQueue queue, ObjectId id, int page, ByteBuffer bytes, int crc) {
        return append(queue, false, id, page, bytes, crc);
    }

    /**
     * Appends a page of a region that is being reclaimed.
     *
     * @return its place, or {@link Extent#NOWHERE} when there is no room for it
     */
    @Blocking
    long appendSurvivor(ObjectId id, int page, ByteBuffer bytes, int crc) {
        return append(LogQueue.MAIN, true, id, page, bytes, crc);
    }

    private long append(LogQueue queue, boolean survivor, ObjectId id, int page, ByteBuffer bytes, int crc) {
        if (!health.isWritable()) {
            return Extent.NOWHERE;
        }
        try {
            return appendTo(queue, survivor, id, page, bytes.duplicate(), crc);
        } catch (IOException e) {
            health.failed(e);
            return Extent.NOWHERE;
        }
    }

    /** Where a page goes: a fill joins the survivors only as far as it needs no new region for that. */
    private Head head(LogQueue queue, boolean survivor, int length) {
        Region open = survivors.region;
        boolean joins = queue == LogQueue.MAIN && open != null && open.isOpen() && open.room() >= length;
        return survivor || joins ? survivors : fills;
    }

    private long appendTo(LogQueue queue, boolean survivor, ObjectId id, int page, ByteBuffer bytes, int crc)
            throws IOException {
        int length = bytes.remaining();
        Region region;
        int offset;
        synchronized (this) {
            Head head = head(queue, survivor, length);
            region = head.region;
            offset = region == null || !region.isOpen() || !region.isWhole() ? -1 : region.reserve(length);
            if (region == null || offset < 0) {
                region = openNext(head);
                if (region == null) {
                    return Extent.NOWHERE;
                }
                offset = region.reserve(length);
            }
        }
        RegionEntry entry = null;
        try {
            region.write(bytes, offset);
            entry = Region.entry(id, page, offset, length, crc);
        } finally {
            region.written(entry);
        }
        return Extent.place(index, region.number(), offset);
    }

    /** The next region to fill, or null when all room is taken: reclaim is behind, or readers hold what it freed. */
    private @Nullable Region openNext(Head head) throws IOException {
        Region last = head.region;
        if (last != null) {
            head.region = null;
            last.seal();
        }
        if (files.get() >= mostRegions - head.left) {
            return null;
        }
        int number = numbers.next();
        Region next = Region.create(
                number,
                head.queue,
                directory.resolve("%010d%s".formatted(number, SUFFIX)),
                format.regionBytes(),
                files::decrementAndGet);
        files.incrementAndGet();
        regions.put(number, next);
        head.region = next;
        return next;
    }

    /** How many more bytes fills can append before something is reclaimed. */
    synchronized long fillRoom() {
        if (!health.isWritable()) {
            return 0;
        }
        Region region = fills.region;
        long regionsLeft = Math.max(0, mostRegions - fills.left - files.get());
        return (region == null ? 0 : region.room()) + regionsLeft * (format.regionBytes() - VolumeFormat.TABLE_ROOM);
    }

    /** How many more regions can be made now. */
    int freeRegions() {
        return mostRegions - files.get();
    }

    /**
     * The region to reclaim next: the oldest of a queue that nobody reads now, because one that is read gives no room
     * back before its reader is done; the oldest of the other queue when the one has none. If all are read, the oldest,
     * unless there is one already that waits for its readers. None whose file was closed under us: it cannot be read,
     * and what is in it is good.
     *
     * @param queue of which a region should go; null for the oldest of both
     * @return null when no region should be reclaimed
     */
    synchronized @Nullable Region oldest(@Nullable LogQueue queue) {
        Region oldest = null;
        Region other = null;
        for (Region region : regions.values()) {
            if (region.isSealed() && region.isOpen()) {
                if (region.isLeased()) {
                    oldest = oldest == null ? region : oldest;
                } else if (queue == null || region.queue() == queue) {
                    return region;
                } else {
                    other = other == null ? region : other;
                }
            }
        }
        if (other != null) {
            return other;
        }
        return files.get() > regions.size() ? null : oldest;
    }

    /** How many regions of new pages are full. */
    int probation() {
        int full = 0;
        for (Region region : regions.values()) {
            full += region.queue() == LogQueue.PROBATION && region.isSealed() ? 1 : 0;
        }
        return full;
    }

    int mostRegions() {
        return mostRegions;
    }

    /** Takes a region out; nothing can find it afterwards. */
    void drop(Region region) {
        regions.remove(region.number(), region);
        try {
            region.retire();
        } catch (IOException e) {
            health.failed(e);
        }
    }

    /** The pages of a region that is not being filled; null when its table is damaged or cannot be read. */
    @Nullable
    List<RegionEntry> entries(Region region) {
        List<RegionEntry> appended = region.entries();
        if (!appended.isEmpty()) {
            return appended;
        }
        try {
            return region.readTable();
        } catch (IOException e) {
            health.failed(e);
            return null;
        }
    }

    /** Seals the open regions and closes all files; pages stay on disk. */
    @Override
    public synchronized void close() {
        seal(fills);
        seal(survivors);
        abandon();
    }

    private void seal(Head head) {
        Region last = head.region;
        head.region = null;
        try {
            if (last != null) {
                last.seal();
            }
        } catch (IOException e) {
            LOG.warn("a region of {} stays without its table: {}", directory, e.getMessage());
        }
    }

    /** Closes without sealing, as if the process had been killed. */
    synchronized void abandon() {
        regions.values().forEach(Region::release);
        regions.clear();
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("unlocking {}: {}", directory, e.getMessage());
        }
    }
}
