package cacheworker.core.page;

import cacheworker.core.base.ObjectId;
import cacheworker.core.config.PageStoreKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A page store on real files, and the bytes that each page must have: they follow from whose page it is. */
final class StoreHome implements AutoCloseable {
    /** The least that a directory can have with pages that divide 4 MiB: 8 regions. */
    static final long SMALLEST = 8 * ((4L << 20) + (64 << 10));

    private final Path home;
    private final int pageSize;
    private final int directories;
    private final long capacity;
    private final PageStoreKeys.Evictor evictor;
    private final ByteBuffer bytes;
    private PageStore store;

    StoreHome(Path home, int pageSize, int directories, long capacity) throws IOException {
        this(home, pageSize, directories, capacity, PageStoreKeys.Evictor.S3_FIFO);
    }

    StoreHome(Path home, int pageSize, int directories, long capacity, PageStoreKeys.Evictor evictor)
            throws IOException {
        this.home = home;
        this.pageSize = pageSize;
        this.directories = directories;
        this.capacity = capacity;
        this.evictor = evictor;
        this.bytes = ByteBuffer.allocateDirect(pageSize);
        this.store = PageStore.open(options(0));
    }

    private PageStoreOptions options(long scrub) {
        List<PageDirectory> pages = new ArrayList<>();
        for (int i = 0; i < directories; i++) {
            pages.add(new PageDirectory(pages(i), capacity));
        }
        return new PageStoreOptions(pages, pageSize, index(), 8L << 20, evictor, PageStoreKeys.Admission.ALWAYS, scrub);
    }

    Path pages(int directory) {
        return home.resolve("pages" + directory);
    }

    Path index() {
        return home.resolve("index");
    }

    PageStore store() {
        return store;
    }

    void open() throws IOException {
        openScrubbing(0);
    }

    /** Opens the store anew, with a scrubber that reads so many bytes a second. */
    void openScrubbing(long bytesPerSecond) throws IOException {
        store = PageStore.open(options(bytesPerSecond));
    }

    /** The region files of a directory, oldest first. */
    List<Path> regions(int directory) throws IOException {
        try (Stream<Path> files = Files.list(pages(directory))) {
            return files.filter(file -> file.toString().endsWith(".region"))
                    .sorted()
                    .toList();
        }
    }

    long regionBytes() throws IOException {
        long total = 0;
        for (int i = 0; i < directories; i++) {
            for (Path region : regions(i)) {
                total += size(region);
            }
        }
        return total;
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0; // reclaimed meanwhile
        }
    }

    long capacity() {
        return directories * capacity;
    }

    /** The bytes of a page, valid until the next call. */
    ByteBuffer content(ObjectId id, int page, int length) {
        return content(id, page, bytes.clear().limit(length));
    }

    private static ByteBuffer content(ObjectId id, int page, ByteBuffer target) {
        SplittableRandom random = new SplittableRandom(id.high() ^ Long.rotateLeft(id.low(), 17) ^ page);
        int length = target.limit();
        LongBuffer longs = target.clear().asLongBuffer();
        long word = random.nextLong();
        while (longs.hasRemaining() && 8 * longs.position() < length) {
            word += 0x9E37_79B9_7F4A_7C15L;
            longs.put(word);
        }
        return target.position(0).limit(length);
    }

    boolean write(ObjectId id, long length, int page) {
        return store.write(store.table(id, length), page, content(id, page, pageLength(length, page)));
    }

    int pages(long length) {
        return (int) ((length + pageSize - 1) / pageSize);
    }

    int pageLength(long length, int page) {
        return (int) Math.min(pageSize, length - (long) page * pageSize);
    }

    /** The bytes from an offset of an object to the end of that page, or null when they are not cached. */
    byte @Nullable [] read(ObjectId id, long length, long offset) throws IOException {
        PageTable table = store.table(id, length);
        int page = (int) (offset / pageSize);
        int skip = (int) (offset % pageSize);
        ByteBuffer target = ByteBuffer.allocate(pageLength(length, page) - skip);
        while (target.hasRemaining()) {
            try (PageSlice slice = store.load(table, offset + target.position(), target.remaining())) {
                if (slice == null) {
                    return null;
                }
                take(slice, target);
            }
        }
        return target.array();
    }

    private static void take(PageSlice slice, ByteBuffer target) throws IOException {
        int end = target.position() + slice.length();
        long start = slice.position() - target.position();
        target.limit(end);
        while (target.hasRemaining()) {
            if (slice.channel().read(target, start + target.position()) < 0) {
                throw new IOException("a slice ends behind its file");
            }
        }
        target.limit(target.capacity());
    }

    /** What {@link #read} must return, if it returns anything. */
    byte[] expected(ObjectId id, long length, long offset) {
        int page = (int) (offset / pageSize);
        int skip = (int) (offset % pageSize);
        ByteBuffer content = content(id, page, pageLength(length, page)).position(skip);
        byte[] expected = new byte[content.remaining()];
        content.get(expected);
        return expected;
    }

    /** Copies all files as they are at this instant, file by file, as they would be found after a power failure. */
    void copyTo(Path target) throws IOException {
        Files.walkFileTree(home, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(
                        target.resolve(home.relativize(directory).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = target.resolve(home.relativize(file).toString());
                try {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                } catch (NoSuchFileException e) {
                    Files.deleteIfExists(copy); // went away while it was copied
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // went away before
                }
                throw e;
            }
        });
    }

    @Override
    public void close() {
        store.close();
    }
}
