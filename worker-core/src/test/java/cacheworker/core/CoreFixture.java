package cacheworker.core;

import cacheworker.core.base.ByteRange;
import cacheworker.core.base.ObjectKey;
import cacheworker.core.config.PageStoreKeys;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.meta.FreshnessOptions;
import cacheworker.core.meta.ObjectCatalog;
import cacheworker.core.mount.Mount;
import cacheworker.core.mount.NameException;
import cacheworker.core.mount.Namespace;
import cacheworker.core.page.PageDirectory;
import cacheworker.core.page.PageStore;
import cacheworker.core.page.PageStoreOptions;
import cacheworker.core.read.BodyPiece;
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
import cacheworker.core.ufs.UfsStatus;
import cacheworker.core.write.ObjectUpload;
import cacheworker.core.write.ObjectWriter;
import cacheworker.core.write.WriteOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** The core of a worker over a UFS in memory that can be made to fail, with a clock that stands until it is moved. */
public final class CoreFixture implements AutoCloseable {
    /** Small, so that objects of a few hundred KiB have many pages. */
    public static final int PAGE = 64 << 10;

    private final Path home;
    private final FreshnessOptions freshness;
    private final long fetchBytes;
    private final MemoryUfs memory = new MemoryUfs(Set.of(
            UfsCapability.SERVER_SIDE_COPY,
            UfsCapability.NATIVE_ETAG,
            UfsCapability.TAGS,
            UfsCapability.CONDITIONAL_PUT,
            UfsCapability.CONDITIONAL_DELETE));
    private final FaultyUfs ufs = new FaultyUfs(memory);
    private final AtomicLong now = new AtomicLong(System.currentTimeMillis());
    private final AtomicLong fromCache = new AtomicLong();
    private final AtomicLong fromUfs = new AtomicLong();
    private PageStoreKeys.Admission admission = PageStoreKeys.Admission.ALWAYS;
    private String mountUri = "memory:one";
    private PageStore store;
    private ObjectCatalog catalog;
    private ObjectReader reader;
    private ObjectWriter writer;

    /** A core that validates records after a minute. */
    public CoreFixture(Path home) {
        this(home, Duration.ofSeconds(60), Duration.ofHours(1), 64L << 20);
    }

    /** A core with its own freshness and budget. */
    public CoreFixture(Path home, Duration syncInterval, Duration stale, long fetchBytes) {
        this.home = home;
        this.freshness = new FreshnessOptions(syncInterval, stale, Duration.ofSeconds(5), 16L << 20);
        this.fetchBytes = fetchBytes;
        memory.putOutside("b/", new byte[0]);
        open();
    }

    /** A core whose cache admits pages by another rule than the usual one. */
    public static CoreFixture admitting(Path home, PageStoreKeys.Admission admission) {
        CoreFixture core = new CoreFixture(home);
        core.close();
        core.admission = admission;
        core.open();
        return core;
    }

    private void open() {
        try {
            store = PageStore.open(options());
        } catch (IOException e) {
            throw new AssertionError("cannot open a page store in " + home, e);
        }
        Namespace namespace = new Namespace(List.of(new Mount("", mountUri, false, ufs)), false, now.get());
        catalog = new ObjectCatalog(store, freshness, () -> java.time.Instant.ofEpochMilli(now.get()));
        ReadOptions reading = new ReadOptions(fetchBytes, 8L << 20, 8 * PAGE, Duration.ZERO, 8, 64);
        reader = new ObjectReader(namespace, catalog, store, reading, new Meters());
        writer = new ObjectWriter(namespace, catalog, store, reader, new WriteOptions(true, 16L * PAGE), bytes -> {});
    }

    private PageStoreOptions options() {
        return new PageStoreOptions(
                List.of(new PageDirectory(home.resolve("pages"), 128L << 20)),
                PAGE,
                home.resolve("index"),
                8L << 20,
                PageStoreKeys.Evictor.S3_FIFO,
                admission,
                0);
    }

    private final class Meters implements ReadMeters {
        @Override
        public void ufsRead(int bytes) {
            fromUfs.addAndGet(bytes);
        }

        @Override
        public void sent(int bytes, boolean cached) {
            fromCache.addAndGet(cached ? bytes : 0);
        }

        @Override
        public void ufsFailed(UfsException.Kind kind) {}
    }

    /** Stops the core and starts it again on what it left on disk. */
    public void restart() {
        close();
        open();
    }

    /** Stops the core and starts it again with another UFS under the same name. */
    public void restartWithMount(String uri) {
        mountUri = uri;
        restart();
    }

    public FaultyUfs ufs() {
        return ufs;
    }

    public MemoryUfs memory() {
        return memory;
    }

    public PageStore store() {
        return store;
    }

    public ObjectReader reader() {
        return reader;
    }

    public ObjectWriter writer() {
        return writer;
    }

    public ObjectCatalog catalog() {
        return catalog;
    }

    public long bytesFromUfs() {
        return fromUfs.get();
    }

    public long bytesFromCache() {
        return fromCache.get();
    }

    public void passTime(Duration duration) {
        now.addAndGet(duration.toMillis());
    }

    public static ObjectKey key(String key) {
        return new ObjectKey("b", key);
    }

    /** Puts an object behind the worker's back. */
    public void outside(String key, byte[] content) {
        memory.putOutside("b/" + key, content);
    }

    public CachedObject find(String key) throws UfsException {
        try {
            return reader.find(key(key));
        } catch (NameException e) {
            throw new AssertionError(e);
        }
    }

    /** Reads a whole object as a client would. */
    public byte[] read(String key) throws UfsException {
        CachedObject object = find(key);
        return read(object, new ByteRange(0, object.status().length()));
    }

    public byte[] read(CachedObject object, ByteRange range) throws UfsException {
        try (ObjectBody body = reader.open(object, range)) {
            return drain(body);
        }
    }

    public static byte[] drain(ObjectBody body) throws UfsException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (body.remaining() > 0) {
            BodyPiece piece = body.poll();
            try (BodyPiece taken = piece == null ? body.take() : piece) {
                bytes.writeBytes(bytes(taken));
            }
        }
        return bytes.toByteArray();
    }

    /** The bytes of a piece. */
    public static byte[] bytes(BodyPiece piece) {
        byte[] bytes = new byte[piece.length()];
        if (piece instanceof BodyPiece.Buffered buffered) {
            buffered.bytes().duplicate().get(bytes);
        } else if (piece instanceof BodyPiece.Cached cached) {
            try {
                ByteBuffer target = ByteBuffer.wrap(bytes);
                while (target.hasRemaining()) {
                    cached.slice().channel().read(target, cached.slice().position() + target.position());
                }
            } catch (IOException e) {
                throw new AssertionError("a held slice cannot be read", e);
            }
        }
        return bytes;
    }

    public UfsStatus put(String key, byte[] content) throws UfsException {
        try (ObjectUpload upload = begin(key, content.length)) {
            upload.write(ByteBuffer.wrap(content));
            return upload.commit(UfsContent.of(md5(content)));
        }
    }

    public ObjectUpload begin(String key, long length) throws UfsException {
        try {
            return writer.upload(key(key), length, UfsAttributes.NONE);
        } catch (NameException e) {
            throw new AssertionError(e);
        }
    }

    public static String md5(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] random(int length, long seed) {
        byte[] content = new byte[length];
        new SplittableRandom(seed).nextBytes(content);
        return content;
    }

    @Override
    public void close() {
        reader.close();
        store.close();
    }
}
