package cacheworker.core.ufs;

/**
 * What to list.
 *
 * @param prefix only paths that begin with these characters; may be empty, need not end at a {@code /}
 * @param startAfter only entries whose path is greater, by UTF-8 bytes; empty to begin at the first. A common prefix is
 *     given when at least one path under it is greater, unless {@code startAfter} is that common prefix itself: then
 *     everything under it is skipped
 * @param delimiter names are rolled up behind its first occurrence after the prefix; empty for none. Every UFS takes
 *     {@code ""} and {@code "/"}; others go through the roll-up of {@code cacheworker.core.ufs}
 * @param pageSize about how many entries the caller will take, 1 or more: a hint
 * @param continuation whether the caller goes on with a listing that an earlier cursor began, at the place where that
 *     one stopped: a file system may then go on with the names it read for it
 */
public record UfsListRequest(String prefix, String startAfter, String delimiter, int pageSize, boolean continuation) {
    /** Refuses a page size below 1. */
    public UfsListRequest {
        if (pageSize < 1) {
            throw new IllegalArgumentException("page size " + pageSize);
        }
    }
}
