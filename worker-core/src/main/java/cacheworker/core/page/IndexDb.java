package cacheworker.core.page;

import cacheworker.core.base.Blocking;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index of a worker, in RocksDB: where pages lie, and what is known of objects. Every write is handed to the
 * operating system before it returns, so a killed process loses nothing; none is synced, so a power failure may lose
 * the last ones, and {@link #mayHaveLostWrites()} tells of it after the next start.
 *
 * <p>The index is part of the cache: when it cannot be read it is as if it were empty, and a write that fails is only
 * counted.
 */
@Blocking
public final class IndexDb implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexDb.class);
    private static final long WRITE_BUFFER = 8L << 20;
    private static final int BLOOM_BITS = 10;
    private static final byte[] BOOT = "boot".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLEAN = "clean".getBytes(StandardCharsets.US_ASCII);
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
    private final boolean mayHaveLostWrites;
    private volatile boolean closed;

    private IndexDb(RocksDB db, List<ColumnFamilyHandle> families, List<AutoCloseable> resources, boolean fresh) {
        this.db = db;
        this.resources = resources;
        this.state = new Table(families.get(0));
        this.pages = new Table(families.get(1));
        this.objects = new Table(families.get(2));
        this.fresh = fresh;
        byte[] boot = bootId();
        byte[] lastBoot = state.get(BOOT);
        this.mayHaveLostWrites = lastBoot != null && !Arrays.equals(boot, lastBoot) && state.get(CLEAN) == null;
        state.put(BOOT, boot);
        state.delete(CLEAN);
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
        try {
            return openOnce(directory, cacheBytes, !existed);
        } catch (RocksDBException e) {
            if (e.getMessage() != null && e.getMessage().contains("lock")) {
                throw new IOException("the index in " + directory + " is in use: " + e.getMessage(), e);
            }
            LOG.warn("the index in {} cannot be read and is made anew: {}", directory, e.getMessage());
        }
        deleteAll(directory);
        Files.createDirectories(directory);
        try {
            return openOnce(directory, cacheBytes, true);
        } catch (RocksDBException e) {
            throw new IOException("no index can be made in " + directory + ": " + e.getMessage(), e);
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
            return new IndexDb(db, families, resources, fresh);
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
     * Whether the machine went down since the index was last used without having been closed: then it may lack its
     * last writes, a record of an overwrite or a delete among them.
     *
     * @return true when nothing of before may be believed unasked
     */
    public boolean mayHaveLostWrites() {
        return mayHaveLostWrites;
    }

    @Override
    public void close() {
        state.put(CLEAN, new byte[0]);
        abandon();
    }

    /** Closes without saying that it was closed, as if the process had been killed. */
    synchronized void abandon() {
        if (!closed) {
            closed = true;
            state.family.close();
            pages.family.close();
            objects.family.close();
            db.close();
            unsynced.close();
            closeAll(resources);
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

        private Table(ColumnFamilyHandle family) {
            this.family = family;
        }

        /**
         * Looks up a value.
         *
         * @param key its key
         * @return the value, or null when there is none or it cannot be read
         */
        public byte @Nullable [] get(byte[] key) {
            if (closed) {
                return null;
            }
            try {
                return db.get(family, key);
            } catch (RocksDBException e) {
                LOG.warn("the index cannot be read: {}", e.getMessage());
                return null;
            }
        }

        /**
         * Keeps a value, so that it outlives the process. A failure costs a miss later and is logged.
         *
         * @param key its key
         * @param value the value
         */
        public void put(byte[] key, byte[] value) {
            if (closed) {
                return;
            }
            try {
                db.put(family, unsynced, key, value);
            } catch (RocksDBException e) {
                LOG.warn("the index cannot be written: {}", e.getMessage());
            }
        }

        /**
         * Forgets a value.
         *
         * @param key its key
         */
        public void delete(byte[] key) {
            if (closed) {
                return;
            }
            try {
                db.delete(family, unsynced, key);
            } catch (RocksDBException e) {
                LOG.warn("the index cannot be written: {}", e.getMessage());
            }
        }

        /**
         * Shows every entry, in the order of the keys.
         *
         * @param entry takes key and value
         */
        public void forEach(BiConsumer<byte[], byte[]> entry) {
            try (RocksIterator iterator = db.newIterator(family)) {
                for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
                    entry.accept(iterator.key(), iterator.value());
                }
            }
        }
    }
}
