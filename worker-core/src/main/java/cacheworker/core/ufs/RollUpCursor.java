package cacheworker.core.ufs;

import org.jspecify.annotations.Nullable;

/**
 * Rolls the names of a recursive listing up behind a delimiter, holding one common prefix at a time.
 *
 * <p>Names under a common prefix are read and dropped one after the other: a delimiter other than {@code /} costs as
 * much as listing everything. Used by one thread at a time.
 */
public final class RollUpCursor implements UfsCursor {
    private final UfsCursor recursive;
    private final String prefix;
    private final String startAfter;
    private final String delimiter;
    private @Nullable String rolledUp;

    /**
     * Takes over a cursor.
     *
     * @param recursive lists the same prefix and start-after without a delimiter; closed with this
     * @param request what to list; its delimiter is not empty
     */
    public RollUpCursor(UfsCursor recursive, UfsListRequest request) {
        if (request.delimiter().isEmpty()) {
            throw new IllegalArgumentException("an empty delimiter rolls nothing up");
        }
        this.recursive = recursive;
        this.prefix = request.prefix();
        this.startAfter = request.startAfter();
        this.delimiter = request.delimiter();
    }

    /**
     * Lists with any delimiter, on any UFS.
     *
     * @param ufs where
     * @param request what; a delimiter other than {@code ""} and {@code "/"} is rolled up here
     * @return a cursor before the first entry; the caller closes it
     * @throws UfsException when the listing cannot begin
     */
    public static UfsCursor list(UnderFileSystem ufs, UfsListRequest request) throws UfsException {
        if (request.delimiter().isEmpty() || request.delimiter().equals("/")) {
            return ufs.list(request);
        }
        UfsListRequest everything = new UfsListRequest(
                request.prefix(), request.startAfter(), "", request.pageSize(), request.continuation());
        return new RollUpCursor(ufs.list(everything), request);
    }

    @Override
    public @Nullable UfsEntry next() throws UfsException {
        for (UfsEntry entry = recursive.next(); entry != null; entry = recursive.next()) {
            String path = entry.path();
            if (rolledUp != null && path.startsWith(rolledUp)) {
                continue;
            }
            int found = path.indexOf(delimiter, prefix.length());
            if (found < 0) {
                return entry;
            }
            String common = path.substring(0, found + delimiter.length());
            rolledUp = common;
            if (!common.equals(startAfter)) {
                return new UfsEntry(common, null);
            }
        }
        return null;
    }

    @Override
    public void close() {
        recursive.close();
    }
}
