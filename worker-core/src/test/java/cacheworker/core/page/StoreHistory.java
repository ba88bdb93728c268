package cacheworker.core.page;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.base.ObjectId;
import cacheworker.core.config.PageStoreKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** One random history: objects are written, read and dropped, and the process ends in every way that there is. */
final class StoreHistory implements AutoCloseable {
    private static final int[] PAGE_SIZES = {4 << 10, 64 << 10, 1 << 20};
    private static final int OBJECTS = 10;

    private final SplittableRandom random;
    private final Path home;
    private final int pageSize;
    private final int directories;
    private final PageStoreKeys.Evictor evictor;
    private final List<Cached> objects = new ArrayList<>();
    private final boolean pressure;
    private StoreHome store;
    private int copies;

    /** Pages may be missing that were written: evicted, or lost with the power. */
    private boolean mayMiss;

    /** Pages may be there again that were dropped. */
    private boolean mayReturn;

    /** An object version and the pages of it that were written and not dropped. */
    private static final class Cached {
        final ObjectId id;
        final long length;
        final BitSet written = new BitSet();

        Cached(ObjectId id, long length) {
            this.id = id;
            this.length = length;
        }
    }

    StoreHistory(long seed, Path home) throws IOException {
        this.random = new SplittableRandom(seed);
        this.home = home;
        this.pressure = random.nextInt(5) == 0;
        this.pageSize = pressure ? 1 << 20 : PAGE_SIZES[random.nextInt(PAGE_SIZES.length)];
        this.directories = 1 + random.nextInt(2);
        PageStoreKeys.Evictor[] evictors = PageStoreKeys.Evictor.values();
        this.evictor = evictors[random.nextInt(evictors.length)];
        this.store = open(home.resolve("0"));
        for (int i = 0; i < OBJECTS; i++) {
            objects.add(version());
        }
    }

    private StoreHome open(Path where) throws IOException {
        return new StoreHome(where, pageSize, directories, StoreHome.SMALLEST, evictor);
    }

    private Cached version() {
        int pages = random.nextInt(4) == 0 ? 150 : 12;
        long most = Math.min((long) pages * pageSize, pressure ? 8L << 20 : 2L << 20);
        return new Cached(new ObjectId(random.nextLong(), random.nextLong()), 1 + random.nextLong(most));
    }

    void run() throws IOException {
        int steps = 10 + random.nextInt(60);
        for (int i = 0; i < steps; i++) {
            step();
            assertThat(store.regionBytes()).as("capacity").isLessThanOrEqualTo(store.capacity());
        }
        checkAll();
        restart(true);
        checkAll();
    }

    private void step() throws IOException {
        int object = random.nextInt(OBJECTS);
        switch (random.nextInt(pressure ? 24 : 40)) {
            case 0 -> restart(random.nextBoolean());
            case 1 -> losePower();
            case 2, 3 -> drop(objects.get(object));
            case 4 -> {
                drop(objects.get(object));
                objects.set(object, version());
            }
            case 5, 6, 7, 8, 9, 10 -> writeAll(objects.get(object));
            case 11, 12, 13, 14 -> {
                Cached cached = objects.get(object);
                write(cached, random.nextInt(store.pages(cached.length)));
            }
            default -> read(objects.get(object));
        }
    }

    private void writeAll(Cached object) {
        for (int page = 0; page < store.pages(object.length); page++) {
            write(object, page);
        }
    }

    private void write(Cached object, int page) {
        boolean kept = store.write(object.id, object.length, page);
        assertThat(kept || pressure || mayMiss || isShortOfRoom())
                .as("there was room for a page")
                .isTrue();
        if (kept) {
            object.written.set(page);
        } else {
            mayMiss = true;
        }
    }

    /** Every restart leaves a region half empty, so that even little can fill all regions. */
    private boolean isShortOfRoom() {
        try {
            return store.regionBytes() + StoreHome.SMALLEST / 2 > store.capacity();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void drop(Cached object) {
        store.store().drop(store.store().table(object.id, object.length));
        object.written.clear();
    }

    private void read(Cached object) throws IOException {
        read(object, random.nextLong(object.length));
    }

    private void read(Cached object, long offset) throws IOException {
        byte[] bytes = store.read(object.id, object.length, offset);
        int page = (int) (offset / pageSize);
        String name = "page " + page + " of " + object.id + " from " + offset;
        if (bytes != null) {
            assertThat(Arrays.equals(bytes, store.expected(object.id, object.length, offset)))
                    .as("%s has its own bytes", name)
                    .isTrue();
            assertThat(mayReturn || object.written.get(page))
                    .as("%s is cached though it was dropped or never written", name)
                    .isTrue();
        } else if (object.written.get(page)) {
            mayMiss |= store.store().stats().evictedPages() > 0;
            assertThat(mayMiss).as("%s misses though nothing was evicted", name).isTrue();
        }
    }

    private void checkAll() throws IOException {
        int written = 0;
        for (Cached object : objects) {
            for (int page = 0; page < store.pages(object.length); page++) {
                read(object, (long) page * pageSize);
            }
            written += object.written.cardinality();
        }
        mayMiss |= store.store().stats().evictedPages() > 0;
        if (!mayMiss && !mayReturn) {
            assertThat(store.store().stats().pages()).as("pages").isEqualTo(written);
        }
        assertThat(store.store().stats().bytes()).as("bytes").isBetween(0L, store.capacity());
        assertThat(mayMiss || store.store().stats().badPages() == 0).isTrue();
    }

    private void restart(boolean clean) throws IOException {
        PageStore ended = store.store();
        if (clean) {
            ended.close();
        } else {
            ended.abandon();
        }
        mayMiss |= ended.stats().evictedPages() > 0;
        store.open();
    }

    /** Goes on with a copy of the files, taken while they are in use, and without the last writes of some of them. */
    private void losePower() throws IOException {
        copies++;
        Path copy = home.resolve(Integer.toString(copies));
        store.copyTo(copy);
        store.close();
        mayMiss = true;
        mayReturn = true;
        for (Path file : lastWritten(copy)) {
            if (random.nextBoolean()) {
                loseTail(file);
            }
        }
        store = open(copy);
    }

    /** The newest region of each directory and the log of the index. */
    private List<Path> lastWritten(Path copy) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < directories; i++) {
            newest(copy.resolve("pages" + i), ".region", files);
        }
        newest(copy.resolve("index"), ".log", files);
        return files;
    }

    private static void newest(Path directory, String suffix, List<Path> into) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.toString().endsWith(suffix))
                    .max(Path::compareTo)
                    .ifPresent(into::add);
        }
    }

    /** What was not synced is gone: the file is shorter, or has its length and a hole at its end. */
    private void loseTail(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long size = channel.size();
            long kept = size == 0 ? 0 : random.nextLong(size);
            channel.truncate(kept);
            if (file.toString().endsWith(".region") && random.nextInt(4) > 0) {
                channel.write(ByteBuffer.allocate(1), size - 1);
            }
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
