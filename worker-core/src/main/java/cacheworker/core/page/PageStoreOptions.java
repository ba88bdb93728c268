package cacheworker.core.page;

import java.nio.file.Path;
import java.util.List;

/**
 * What a page store is opened with.
 *
 * @param directories where pages lie; one or more
 * @param pageSize bytes of a page, 4 KiB to 16 MiB
 * @param indexDirectory where the index lies
 * @param indexCacheBytes memory for blocks of the index
 */
public record PageStoreOptions(
        List<PageDirectory> directories, int pageSize, Path indexDirectory, long indexCacheBytes) {
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
     * Options with a small index cache.
     *
     * @param directories where pages lie
     * @param pageSize bytes of a page
     * @param indexDirectory where the index lies
     * @return options
     */
    public static PageStoreOptions of(List<PageDirectory> directories, int pageSize, Path indexDirectory) {
        return new PageStoreOptions(directories, pageSize, indexDirectory, 8L << 20);
    }
}
