package cacheworker.core.page;

import cacheworker.core.base.NonBlocking;
import cacheworker.core.base.ObjectId;
import cacheworker.core.page.policy.LogQueue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A file of the log. Pages are appended until it is full; then its table is written and it is only read, until it is
 * reclaimed: unlinked, and closed when the last lease on it is gone. No byte of it is ever written twice, because the
 * kernel may still be sending it.
 */
final class Region {
    private final int number;
    private final LogQueue queue;
    private final Path path;
    private final int size;
    private final FileChannel file;
    private final MappedByteBuffer mapped;
    private final Runnable closed;
    /** Gives a lease back; made once, because every slice has it. */
    private final Runnable release = this::release;

    /** One for being in use, one for each lease; at zero the file is closed. */
    private final AtomicInteger references = new AtomicInteger(1);

    /** What was appended, until the table is in the file: a full region keeps nothing on the heap. */
    private List<RegionEntry> entries = new ArrayList<>();

    private int appended;
    private int writers;
    private boolean full;
    private boolean sealed;
    private volatile boolean cut;

    private Region(int number, LogQueue queue, Path path, int size, FileChannel file, boolean sealed, Runnable closed)
            throws IOException {
        this.number = number;
        this.queue = queue;
        this.path = path;
        this.size = size;
        this.file = file;
        this.mapped = file.map(FileChannel.MapMode.READ_ONLY, 0, size);
        this.sealed = sealed;
        this.full = sealed;
        this.closed = closed;
    }

    /** Makes a new region file: sparse, at its full length. */
    static Region create(int number, LogQueue queue, Path path, int size, Runnable closed) throws IOException {
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            file.write(ByteBuffer.allocate(1), size - 1L);
            return new Region(number, queue, path, size, file, false, closed);
        } catch (IOException e) {
            file.close();
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /**
     * Opens a region file of an earlier process, to be read, and sealed if it was not. Which queue it was in is not
     * known; it lasted until now, so it is taken for one that was worth it.
     */
    static Region open(int number, Path path, int size, Runnable closed) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (file.size() != size) {
                throw new IOException(path + " has " + file.size() + " bytes instead of " + size);
            }
            return new Region(number, LogQueue.MAIN, path, size, file, true, closed);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    int number() {
        return number;
    }

    LogQueue queue() {
        return queue;
    }

    Path path() {
        return path;
    }

    FileChannel file() {
        return file;
    }

    /** The pages of the region, from its own table; null when it has none. */
    @Nullable
    List<RegionEntry> readTable() throws IOException {
        return RegionTable.read(file, size);
    }

    void writeTable(List<RegionEntry> table) throws IOException {
        RegionTable.write(file, size, table);
    }

    /**
     * Reserves room for a page.
     *
     * @return where it goes, or -1 when the region is full: the caller then seals it
     */
    synchronized int reserve(int length) {
        long table = (entries.size() + writers + 1L) * RegionTable.ENTRY_BYTES + RegionTable.TRAILER_BYTES;
        if (full || appended + (long) length + table > size) {
            return -1;
        }
        int offset = appended;
        appended += length;
        writers++;
        return offset;
    }

    /** Bytes that can still be reserved, in one piece. */
    synchronized int room() {
        long table = (entries.size() + writers + 1L) * RegionTable.ENTRY_BYTES + RegionTable.TRAILER_BYTES;
        return full ? 0 : (int) Math.max(0, size - table - appended);
    }

    /** Writes the bytes of a page where {@link #reserve} said. */
    void write(ByteBuffer bytes, int offset) throws IOException {
        long position = offset;
        while (bytes.hasRemaining()) {
            position += file.write(bytes, position);
        }
    }

    /** A page was written, or could not be (null). */
    void written(@Nullable RegionEntry entry) throws IOException {
        synchronized (this) {
            writers--;
            if (entry != null) {
                entries.add(entry);
            }
        }
        sealWhenQuiet();
    }

    /** No more pages: the table is written as soon as the last one that was begun is done. */
    void seal() throws IOException {
        synchronized (this) {
            full = true;
        }
        sealWhenQuiet();
    }

    private void sealWhenQuiet() throws IOException {
        synchronized (this) {
            if (!full || sealed || writers > 0) {
                return;
            }
            sealed = true;
        }
        if (isWhole()) {
            writeTable(entries);
            forgetEntries();
        }
    }

    private synchronized void forgetEntries() {
        entries = List.of();
    }

    /** The pages that this process appended and that are in no table; only once the region is sealed. */
    synchronized List<RegionEntry> entries() {
        return List.copyOf(entries);
    }

    /** Whether the file can be read: the JDK closes a channel when a thread that uses it is interrupted. */
    @NonBlocking
    boolean isOpen() {
        return file.isOpen();
    }

    /**
     * Whether the file has the length that it was made with, and had it whenever somebody looked: one that was cut
     * short and has grown again has zeros where its pages were.
     */
    @NonBlocking
    boolean isWhole() {
        if (cut) {
            return false;
        }
        try {
            cut = file.size() < size;
            return !cut;
        } catch (IOException e) {
            return false; // it was closed meanwhile
        }
    }

    /** Whether bytes are in memory. Only with a lease, and of a file that is whole. */
    @NonBlocking
    boolean isLoaded(int position, int length) {
        return mapped.slice(position, length).isLoaded();
    }

    /** Takes a lease, unless the region is on its way out. */
    @NonBlocking
    boolean lease() {
        while (true) {
            int count = references.get();
            if (count == 0) {
                return false;
            }
            if (references.compareAndSet(count, count + 1)) {
                return true;
            }
        }
    }

    /** Whether no page is being appended, nor will be. */
    synchronized boolean isSealed() {
        return sealed;
    }

    /** Whether somebody reads it now. */
    boolean isLeased() {
        return references.get() > 1;
    }

    @NonBlocking
    void release() {
        if (references.decrementAndGet() == 0) {
            Unmapper.unmap(mapped);
            closeFile();
            closed.run();
        }
    }

    private void closeFile() {
        try {
            file.close();
        } catch (IOException e) {
            // The descriptor is gone either way, and nothing in it is needed any more.
            org.slf4j.LoggerFactory.getLogger(Region.class).warn("closing {}: {}", path, e.toString());
        }
    }

    /** Takes the file out of the directory; its bytes go when the last lease does. */
    void retire() throws IOException {
        try {
            Files.deleteIfExists(path);
        } finally {
            release();
        }
    }

    /** Some bytes; the caller has a lease, which goes over to the slice. */
    @NonBlocking
    PageSlice slice(int position, int length) {
        return new PageSlice(file, mapped, position, length, release);
    }

    boolean read(int offset, ByteBuffer target) throws IOException {
        while (target.hasRemaining()) {
            if (file.read(target, offset + (long) target.position()) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The object that a new page of this region will be listed under. */
    static RegionEntry entry(ObjectId id, int page, int offset, int length, int crc) {
        return new RegionEntry(id, page, offset, length, crc);
    }
}
