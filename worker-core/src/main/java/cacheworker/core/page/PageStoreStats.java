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
 * @param survivedPages pages written again when their region was reclaimed, since the start
 * @param returnedPages pages that came back soon after they had been dropped, since the start
 * @param notAdmittedPages times that a page was wanted and not kept, because the policy did not admit it yet
 * @param scrubbedBytes bytes of pages that were read only to compare them with their checksums, since the start
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
        long survivedPages,
        long returnedPages,
        long notAdmittedPages,
        long scrubbedBytes,
        long sickDirectories) {}
