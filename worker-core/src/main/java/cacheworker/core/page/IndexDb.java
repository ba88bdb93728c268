package cacheworker.core.page;

import cacheworker.core.base.Blocking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index of a worker, in RocksDB: where pages lie, and what is known of objects. Every write is handed to the
 * operating system before it returns, so a killed process loses nothing; none is synced, so a power failure may lose
 * the last ones, and {@link #generation()} tells of it from the next start on.
 *
 * <p>The index is part of the cache: when it cannot be read it is as if it were empty. Where pages lie may be wrong,
 * for pages say themselves what they are. What is known of objects may be missing but never out of date: when it cannot
 * be brought up to date it is given up for good, see {@link #distrust}.
 */
@Blocking
public final class IndexDb implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexDb.class);
    private static final long WRITE_BUFFER = 8L << 20;
    private static final int BLOOM_BITS = 10;
    private static final byte[] BOOT = "boot".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLEAN = "clean".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GENERATION = "generation".getBytes(StandardCharsets.US_ASCII);

    /** A file that is there while the index may be believed: one that can be removed when nothing can be written. */
    private static final String VALID = "VALID";

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    static {
        RocksDB.loadLibrary();
    }

    private final RocksDB db;
    private final List<AutoCloseable> resources;
    private final WriteOptions unsynced = new WriteOptions();
    private final Table state;
    private final Table pages;
    private final Table objects;
    private final boolean fresh;
    private final long generation;
    private final Path valid;

    /** Shared by whoever uses the database, so that it is not closed under them: its memory is not Java's. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private volatile boolean distrusted;
    private boolean closed;

    private IndexDb(
            Path directory, RocksDB db, List<ColumnFamilyHandle> families, List<AutoCloseable> resources, boolean fresh)
            throws RocksDBException {
        this.db = db;
        this.valid = directory.resolve(VALID);
        this.resources = resources;
        this.state = new Table(families.get(0), false);
        this.pages = new Table(families.get(1), false);
        this.objects = new Table(families.get(2), true);
        this.fresh = fresh;
        this.generation = begin();
    }

    /** Notes durably that the index is in use in this life of the machine; what the last one lost, it lost for good. */
    private long begin() throws RocksDBException {
        byte[] boot = bootId();
        byte[] lastBoot = state.get(BOOT);
        byte[] last = state.get(GENERATION);
        boolean lost = lastBoot != null && !Arrays.equals(boot, lastBoot) && state.get(CLEAN) == null;
        long now = (last == null ? 0 : ByteBuffer.wrap(last).getLong()) + (lost ? 1 : 0);
        try (WriteBatch batch = new WriteBatch();
                WriteOptions synced = new WriteOptions().setSync(true)) {
            batch.put(GENERATION, ByteBuffer.allocate(Long.BYTES).putLong(now).array());
            batch.put(BOOT, boot);
            batch.delete(CLEAN);
            db.write(synced, batch);
        }
        return now;
    }

    /**
     * Opens the index, or makes a new one; one that cannot be read is thrown away.
     *
     * @param directory where it lies; made when missing
     * @param cacheBytes memory for its blocks
     * @return the open index; the caller closes it
     * @throws IOException when not even a new one can be made, or another process has it open
     */
    static IndexDb open(Path directory, long cacheBytes) throws IOException {
        Files.createDirectories(directory);
        boolean existed = Files.exists(directory.resolve("CURRENT"));
        if (!existed || Files.exists(directory.resolve(VALID))) {
            try {
                return openOnce(directory, cacheBytes, !existed).validated();
            } catch (RocksDBException e) {
                if (isInUse(e)) {
                    throw new IOException("the index in " + directory + " is in use: " + e.getMessage(), e);
                }
                LOG.warn("the index in {} cannot be read and is made anew: {}", directory, e.getMessage());
            }
        } else {
            LOG.warn("the index in {} was given up and is made anew", directory);
        }
        deleteAll(directory);
        Files.createDirectories(directory);
        try {
            return openOnce(directory, cacheBytes, true).validated();
        } catch (RocksDBException e) {
            throw new IOException("no index can be made in " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Whether another process, or this one, has the index open; a damaged one gives other codes. */
    private static boolean isInUse(RocksDBException e) {
        Status status = e.getStatus();
        String message = String.valueOf(e.getMessage());
        return status != null
                && status.getCode() == Status.Code.IOError
                && (message.contains("lock hold by") || message.contains("While lock file"));
    }

    private IndexDb validated() throws IOException {
        boolean done = false;
        try {
            if (!Files.exists(valid)) {
                Files.createFile(valid);
            }
            done = true;
            return this;
        } finally {
            if (!done) {
                abandon();
            }
        }
    }

    private static IndexDb openOnce(Path directory, long cacheBytes, boolean fresh) throws RocksDBException {
        List<AutoCloseable> resources = new ArrayList<>();
        LRUCache cache = keep(resources, new LRUCache(cacheBytes));
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setCacheIndexAndFilterBlocks(true)
                .setPinL0FilterAndIndexBlocksInCache(true)
                .setFilterPolicy(keep(resources, new BloomFilter(BLOOM_BITS)));
        ColumnFamilyOptions family = keep(resources, new ColumnFamilyOptions())
                .setTableFormatConfig(table)
                .setWriteBufferSize(WRITE_BUFFER)
                .setMaxWriteBufferNumber(2);
        DBOptions options = keep(resources, new DBOptions())
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setMaxOpenFiles(256)
                .setMaxBackgroundJobs(2)
                .setMaxTotalWalSize(4 * WRITE_BUFFER)
                .setKeepLogFileNum(2);
        List<ColumnFamilyHandle> families = new ArrayList<>();
        List<ColumnFamilyDescriptor> descriptors = Stream.of("default", "pages", "objects")
                .map(name -> new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.US_ASCII), family))
                .toList();
        try {
            RocksDB db = RocksDB.open(options, directory.toString(), descriptors, families);
            boolean begun = false;
            try {
                IndexDb index = new IndexDb(directory, db, families, resources, fresh);
                begun = true;
                return index;
            } finally {
                if (!begun) {
                    families.forEach(ColumnFamilyHandle::close);
                    db.close();
                }
            }
        } catch (RocksDBException e) {
            closeAll(resources);
            throw e;
        }
    }

    private static <T extends AutoCloseable> T keep(List<AutoCloseable> resources, T resource) {
        resources.add(resource);
        return resource;
    }

    private static void deleteAll(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static byte[] bootId() {
        try {
            return Files.readAllBytes(BOOT_ID);
        } catch (IOException e) {
            // Without it every unclean start counts as a power failure, which only costs validations.
            return Long.toString(System.nanoTime()).getBytes(StandardCharsets.US_ASCII);
        }
    }

    /**
     * Where pages lie.
     *
     * @return the table of this package
     */
    Table pages() {
        return pages;
    }

    /**
     * What is known of objects.
     *
     * @return a table for {@code core.meta}
     */
    public Table objects() {
        return objects;
    }

    /** Whether nothing was there when the index was opened. */
    boolean isFresh() {
        return fresh;
    }

    /**
     * How often the machine went down while the index was open. An entry of an earlier generation may be older than one
     * that was lost: a record of an overwrite, or of a delete.
     *
     * @return 0 or more, never less than before
     */
    public long generation() {
        return generation;
    }

    /**
     * What is known of objects could not be brought up to date: from now on nothing of it is believed, nor after the
     * next start.
     *
     * @throws UncheckedIOException when not even that can be noted; the caller must not go on with its change
     */
    private void distrust(RocksDBException cause) {
        if (!distrusted) {
            distrusted = true;
            LOG.error("the index cannot be written and is given up until the next start: {}", cause.getMessage());
        }
        try {
            Files.deleteIfExists(valid);
        } catch (IOException e) {
            e.addSuppressed(cause);
            throw new UncheckedIOException("the index can neither be written nor given up", e);
        }
    }

    @Override
    public void close() {
        use.readLock().lock();
        try (WriteOptions synced = new WriteOptions().setSync(true)) {
            if (!closed) {
                db.put(synced, CLEAN, new byte[0]);
            }
        } catch (RocksDBException e) {
            LOG.warn("the index is closed without a note of it: {}", e.getMessage());
        } finally {
            use.readLock().unlock();
        }
        abandon();
    }

    /** Closes without saying that it was closed, as if the process had been killed. */
    void abandon() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                state.family.close();
                pages.family.close();
                objects.family.close();
                db.close();
                unsynced.close();
                closeAll(resources);
            }
        } finally {
            use.writeLock().unlock();
        }
    }

    private static void closeAll(List<AutoCloseable> resources) {
        for (int i = resources.size() - 1; i >= 0; i--) {
            ((org.rocksdb.AbstractNativeReference) resources.get(i)).close();
        }
    }

    /** One table of the index: bytes by bytes, in the order of the keys. Safe for any thread. */
    @Blocking
    public final class Table {
        private final ColumnFamilyHandle family;
        private final boolean mustBeCurrent;

        private Table(ColumnFamilyHandle family, boolean mustBeCurrent) {
            this.family = family;
            this.mustBeCurrent = mustBeCurrent;
        }

        /**
         * Looks up a value.
         *
         * @param key its key
         * @return the value, or null when there is none or it cannot be read
         */
        public byte @Nullable [] get(byte[] key) {
            use.readLock().lock();
            try {
                return closed || isGivenUp() ? null : db.get(family, key);
            } catch (RocksDBException e) {
                LOG.warn("the index cannot be read: {}", e.getMessage());
                return null;
            } finally {
                use.readLock().unlock();
            }
        }

        private boolean isGivenUp() {
            return mustBeCurrent && distrusted;
        }

        /**
         * Keeps a value, so that it outlives the process.
         *
         * @param key its key
         * @param value the value
         * @throws UncheckedIOException when an old value would stay and be believed
         */
        public void put(byte[] key, byte[] value) {
            change(() -> db.put(family, unsynced, key, value));
        }

        /**
         * Forgets a value.
         *
         * @param key its key
         * @throws UncheckedIOException when the value would stay and be believed
         */
        public void delete(byte[] key) {
            change(() -> db.delete(family, unsynced, key));
        }

        private void change(Change change) {
            use.readLock().lock();
            try {
                if (!closed && !isGivenUp()) {
                    change.make();
                }
            } catch (RocksDBException e) {
                if (mustBeCurrent) {
                    distrust(e);
                } else {
                    LOG.debug("the index cannot be written", e);
                }
            } finally {
                use.readLock().unlock();
            }
        }

        /**
         * Shows every entry, in the order of the keys.
         *
         * @param entry takes key and value
         */
        public void forEach(BiConsumer<byte[], byte[]> entry) {
            use.readLock().lock();
            try (RocksIterator iterator = db.newIterator(family)) {
                for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
                    entry.accept(iterator.key(), iterator.value());
                }
            } finally {
                use.readLock().unlock();
            }
        }
    }

    /** One write. */
    private interface Change {
        void make() throws RocksDBException;
    }
}
