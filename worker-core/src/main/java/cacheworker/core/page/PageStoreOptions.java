package cacheworker.core.page;

import cacheworker.core.config.PageStoreKeys;
import java.nio.file.Path;
import java.util.List;

/**
 * What a page store is opened with.
 *
 * @param directories where pages lie; one or more
 * @param pageSize bytes of a page, 4 KiB to 16 MiB
 * @param indexDirectory where the index lies
 * @param indexCacheBytes memory for blocks of the index
 * @param evictor who survives when room is made
 * @param admission who is admitted
 * @param scrubBytesPerSecond how fast pages that nobody reads are compared with their checksums; zero for not at all
 */
public record PageStoreOptions(
        List<PageDirectory> directories,
        int pageSize,
        Path indexDirectory,
        long indexCacheBytes,
        PageStoreKeys.Evictor evictor,
        PageStoreKeys.Admission admission,
        long scrubBytesPerSecond) {
    static final int SMALLEST_PAGE = 4 << 10;
    static final int LARGEST_PAGE = 16 << 20;

    /** Checks that the page size is one that can be. */
    public PageStoreOptions {
        directories = List.copyOf(directories);
        if (directories.isEmpty() || directories.size() > Extent.MAX_DIRECTORIES) {
            throw new IllegalArgumentException(
                    directories.size() + " page directories: expected 1 to " + Extent.MAX_DIRECTORIES);
        }
        if (pageSize < SMALLEST_PAGE || pageSize > LARGEST_PAGE) {
            throw new IllegalArgumentException(
                    "page size " + pageSize + ": expected " + SMALLEST_PAGE + " to " + LARGEST_PAGE + " bytes");
        }
    }

    /**
     * Options with a small index cache and the policy that is the default.
     *
     * @param directories where pages lie
     * @param pageSize bytes of a page
     * @param indexDirectory where the index lies
     * @return options
     */
    public static PageStoreOptions of(List<PageDirectory> directories, int pageSize, Path indexDirectory) {
        return of(directories, pageSize, indexDirectory, PageStoreKeys.Evictor.S3_FIFO, PageStoreKeys.Admission.ALWAYS);
    }

    static PageStoreOptions of(
            List<PageDirectory> directories,
            int pageSize,
            Path indexDirectory,
            PageStoreKeys.Evictor evictor,
            PageStoreKeys.Admission admission) {
        return new PageStoreOptions(directories, pageSize, indexDirectory, 8L << 20, evictor, admission, 0);
    }
}
