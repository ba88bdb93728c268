package cacheworker.core.page;

/**
 * Numbers of a page store at one instant.
 *
 * @param pages pages cached now
 * @param bytes bytes of them
 * @param capacityBytes what the region files may take
 * @param evictedPages pages dropped to make room since the start
 * @param evictedBytes bytes of them
 * @param badPages pages whose bytes did not match their checksum since the start
 * @param refusedPages pages for which there was no room since the start
 * @param sickDirectories directories that take no pages now
 */
public record PageStoreStats(
        long pages,
        long bytes,
        long capacityBytes,
        long evictedPages,
        long evictedBytes,
        long badPages,
        long refusedPages,
        long sickDirectories) {}
