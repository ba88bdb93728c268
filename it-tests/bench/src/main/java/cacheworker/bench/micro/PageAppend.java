package cacheworker.bench.micro;

import cacheworker.bench.http.load.Folders;
import cacheworker.core.base.ObjectId;
import cacheworker.core.page.PageDirectory;
import cacheworker.core.page.PageStore;
import cacheworker.core.page.PageStoreOptions;
import cacheworker.core.page.PageTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Keeping a page: checksum, append to a region, its place into the index; with reclaim going on behind it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PageAppend {
    private static final long CAPACITY = 512L << 20;
    private static final int PAGE = 1 << 20;

    /** Bytes of the page. */
    @Param({"4096", "65536", "1048576"})
    public int size;

    private final SplittableRandom random = new SplittableRandom(1);
    private ByteBuffer page = ByteBuffer.allocate(0);
    private @Nullable Path home;
    private @Nullable PageStore store;

    /**
     * Opens a store.
     *
     * @throws IOException when it cannot
     */
    @Setup
    public void setUp() throws IOException {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        page = ByteBuffer.allocateDirect(size).put(bytes).flip();
        Path made = Files.createTempDirectory(Path.of("").toAbsolutePath(), "page-append");
        home = made;
        store = PageStore.open(PageStoreOptions.of(
                List.of(new PageDirectory(made.resolve("pages"), CAPACITY)), PAGE, made.resolve("index")));
    }

    /** Closes it and removes its files. */
    @TearDown
    public void tearDown() {
        Objects.requireNonNull(store).close();
        Folders.delete(Objects.requireNonNull(home));
    }

    /**
     * A page of an object of its own.
     *
     * @return whether there was room
     */
    @Benchmark
    public boolean append() {
        PageStore open = Objects.requireNonNull(store);
        PageTable table = open.table(new ObjectId(random.nextLong(), random.nextLong()), size);
        return open.write(table, 0, page);
    }
}
