package cacheworker.core;

import cacheworker.core.base.ByteRange;
import cacheworker.core.base.ObjectKey;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.meta.FreshnessOptions;
import cacheworker.core.meta.ObjectCatalog;
import cacheworker.core.mount.Mount;
import cacheworker.core.mount.NameException;
import cacheworker.core.mount.Namespace;
import cacheworker.core.page.PageDirectory;
import cacheworker.core.page.PageStore;
import cacheworker.core.page.PageStoreOptions;
import cacheworker.core.read.CacheOutcome;
import cacheworker.core.read.ObjectBody;
import cacheworker.core.read.ObjectReader;
import cacheworker.core.read.ReadMeters;
import cacheworker.core.read.ReadOptions;
import cacheworker.core.ufs.FaultyUfs;
import cacheworker.core.ufs.MemoryUfs;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCapability;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.write.ObjectUpload;
import cacheworker.core.write.ObjectWriter;
import cacheworker.core.write.WriteOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The core of a worker with two mounts: what goes wrong in {@link #SICK} must not be felt in {@link #WELL}. */
public final class TwoMounts implements AutoCloseable {
    public static final int PAGE = CoreFixture.PAGE;

    /** Mount and bucket whose UFS a test disturbs. */
    public static final String SICK = "sick";

    /** Mount and bucket that must not notice. */
    public static final String WELL = "well";

    /** How many requests may wait for one mount. */
    public static final int MOST_WAITING = 24;

    private final MemoryUfs sickMemory = new MemoryUfs(Set.of(UfsCapability.NATIVE_ETAG));
    private final MemoryUfs wellMemory = new MemoryUfs(Set.of(UfsCapability.NATIVE_ETAG));
    private final FaultyUfs sick = new FaultyUfs(sickMemory);
    private final PageStore store;
    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** A core with these bounds. */
    public TwoMounts(Path home, ReadOptions reading) {
        try {
            store = PageStore.open(PageStoreOptions.of(
                    List.of(new PageDirectory(home.resolve("pages"), 128L << 20)), PAGE, home.resolve("index")));
        } catch (IOException e) {
            throw new AssertionError("cannot open a page store in " + home, e);
        }
        Namespace namespace = new Namespace(
                List.of(
                        Mount.of(SICK, "memory:sick", false, sick, MOST_WAITING),
                        Mount.of(WELL, "memory:well", false, wellMemory, MOST_WAITING)),
                false,
                0);
        FreshnessOptions freshness =
                new FreshnessOptions(Duration.ofSeconds(60), Duration.ofHours(1), Duration.ofSeconds(5), 16L << 20);
        ObjectCatalog catalog = new ObjectCatalog(store, freshness, Clock.systemUTC());
        reader = new ObjectReader(namespace, catalog, store, reading, new NoMeters());
        writer = new ObjectWriter(namespace, catalog, store, reader, new WriteOptions(true, 16L * PAGE), bytes -> {});
    }

    private static final class NoMeters implements ReadMeters {
        @Override
        public void ufsRead(int bytes) {}

        @Override
        public void sent(int bytes, boolean cached) {}

        @Override
        public void ufsFailed(UfsException.Kind kind) {}
    }

    public FaultyUfs sick() {
        return sick;
    }

    public ObjectReader reader() {
        return reader;
    }

    /** Puts an object behind the worker's back. */
    public void outside(String bucket, String key, byte[] content) {
        (bucket.equals(SICK) ? sickMemory : wellMemory).putOutside(key, content);
    }

    public CachedObject find(String bucket, String key) throws UfsException {
        try {
            return reader.find(new ObjectKey(bucket, key));
        } catch (NameException e) {
            throw new AssertionError(e);
        }
    }

    public ObjectBody open(CachedObject object) {
        return reader.open(object, new ByteRange(0, object.status().length()));
    }

    /** Reads a whole object as a client would. */
    public byte[] read(String bucket, String key) throws UfsException {
        return read(find(bucket, key));
    }

    /** Reads a whole object whose record is at hand. */
    public byte[] read(CachedObject object) throws UfsException {
        try (ObjectBody body = open(object)) {
            return CoreFixture.drain(body);
        }
    }

    /** Where the bytes of an object would come from. */
    public CacheOutcome outcome(String bucket, String key) throws UfsException {
        try (ObjectBody body = open(find(bucket, key))) {
            return body.outcome();
        }
    }

    public void put(String bucket, String key, byte[] content) throws UfsException {
        try (ObjectUpload upload = writer.upload(new ObjectKey(bucket, key), content.length, UfsAttributes.NONE)) {
            upload.write(ByteBuffer.wrap(content));
            upload.commit(UfsContent.of(CoreFixture.md5(content)));
        } catch (NameException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs something on a thread of its own. */
    public <T> Future<T> start(java.util.concurrent.Callable<T> call) {
        return threads.submit(call);
    }

    /** Begins many reads of objects that are all in the sick mount, each of another one. */
    public List<Future<byte[]>> readSick(int readers) throws UfsException {
        List<CachedObject> objects = new ArrayList<>();
        for (int i = 0; i < readers; i++) {
            outside(SICK, "o" + i, CoreFixture.random(3 * PAGE, i));
            objects.add(find(SICK, "o" + i));
        }
        List<Future<byte[]>> bodies = new ArrayList<>();
        for (CachedObject object : objects) {
            bodies.add(start(() -> read(object)));
        }
        return bodies;
    }

    @Override
    public void close() {
        sick.heal();
        threads.shutdownNow();
        reader.close();
        store.close();
    }
}
