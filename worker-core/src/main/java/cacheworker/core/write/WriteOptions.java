package cacheworker.core.write;

/**
 * How writing treats the cache.
 *
 * @param keepPages whether the pages of a PUT are kept in the cache
 * @param bufferBytes bytes of uploads that may be on their way to the page store at once; at least one page
 */
public record WriteOptions(boolean keepPages, long bufferBytes) {}
