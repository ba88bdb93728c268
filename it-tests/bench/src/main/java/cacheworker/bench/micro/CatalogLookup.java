package cacheworker.bench.micro;

import cacheworker.bench.http.load.Folders;
import cacheworker.core.base.ObjectKey;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.meta.FreshnessOptions;
import cacheworker.core.meta.ObjectCatalog;
import cacheworker.core.mount.MountException;
import cacheworker.core.mount.MountSettings;
import cacheworker.core.mount.Mounts;
import cacheworker.core.mount.NameException;
import cacheworker.core.mount.Namespace;
import cacheworker.core.page.PageDirectory;
import cacheworker.core.page.PageStore;
import cacheworker.core.page.PageStoreOptions;
import cacheworker.core.ufs.UfsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Finding an object that memory knows, by a key as it comes from a request. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CatalogLookup {
    private static final int OBJECTS = 20_000;
    private static final String BUCKET = "bucket";

    private final SplittableRandom random = new SplittableRandom(1);
    private final String[] names = new String[OBJECTS];
    private @Nullable Path home;
    private @Nullable Namespace namespace;
    private @Nullable PageStore store;
    private @Nullable ObjectCatalog catalog;

    /**
     * Makes objects as files and looks each up once.
     *
     * @throws IOException when a file cannot be made
     * @throws MountException when the folder cannot be a UFS
     * @throws NameException when a name is none
     * @throws UfsException when a file cannot be looked at
     */
    @Setup
    public void setUp() throws IOException, MountException, NameException, UfsException {
        Path made = Files.createTempDirectory(Path.of("").toAbsolutePath(), "catalog-lookup");
        home = made;
        Path folder = Files.createDirectories(made.resolve("ufs").resolve(BUCKET));
        Namespace open = Mounts.read(new MountSettings(made.resolve("ufs").toString(), null, false, Map.of(), 1024, 0))
                .open();
        namespace = open;
        store = PageStore.open(PageStoreOptions.of(
                List.of(new PageDirectory(made.resolve("pages"), 64L << 20)), 1 << 20, made.resolve("index")));
        Duration day = Duration.ofDays(1);
        catalog = new ObjectCatalog(
                store, new FreshnessOptions(day, Duration.ZERO, Duration.ZERO, 1L << 30), InstantSource.system());
        for (int i = 0; i < OBJECTS; i++) {
            names[i] = "part-" + i;
            Files.setLastModifiedTime(
                    Files.createFile(folder.resolve(names[i])),
                    FileTime.from(InstantSource.system().instant().minus(day)));
            ObjectKey key = new ObjectKey(BUCKET, names[i]);
            catalog.find(key, open.locate(key));
        }
    }

    /** Closes everything and removes the files. */
    @TearDown
    public void tearDown() {
        Objects.requireNonNull(store).close();
        Objects.requireNonNull(namespace).close();
        Folders.delete(Objects.requireNonNull(home));
    }

    /**
     * A random object.
     *
     * @return its record
     */
    @Benchmark
    public CachedObject peek() {
        ObjectKey key = new ObjectKey(BUCKET, names[random.nextInt(OBJECTS)]);
        return Objects.requireNonNull(Objects.requireNonNull(catalog).peek(key));
    }
}
