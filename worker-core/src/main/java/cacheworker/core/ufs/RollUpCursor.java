package cacheworker.core.ufs;

import org.jspecify.annotations.Nullable;

/**
 * Rolls the names of a recursive listing up behind a delimiter, holding one common prefix at a time.
 *
 * <p>Names under a common prefix are read and dropped. When there were as many as a page has, the listing is begun anew
 * behind the common prefix: so a page costs no more than that many names for each of its entries, however many names
 * they stand for. Used by one thread at a time.
 */
public final class RollUpCursor implements UfsCursor {
    /** No name worth skipping to is greater than a common prefix with this behind it. */
    private static final String LAST = "\uDBFF\uDFFF";

    private static final UfsCursor NOTHING = new UfsCursor() {
        @Override
        public @Nullable UfsEntry next() {
            return null;
        }

        @Override
        public void close() {}
    };

    private final Lister lister;
    private final UfsListRequest request;
    private UfsCursor recursive;
    private @Nullable String rolledUp;
    private int dropped;

    /** Begins listings without a delimiter. */
    public interface Lister {
        /**
         * Begins a listing.
         *
         * @param request what to list; its delimiter is empty
         * @return a cursor before the first entry, closed by the caller
         * @throws UfsException when the listing cannot begin
         */
        UfsCursor list(UfsListRequest request) throws UfsException;
    }

    /**
     * Begins.
     *
     * @param lister lists the names to roll up
     * @param request what to list; its delimiter is not empty
     * @throws UfsException when the listing cannot begin
     */
    public RollUpCursor(Lister lister, UfsListRequest request) throws UfsException {
        if (request.delimiter().isEmpty()) {
            throw new IllegalArgumentException("an empty delimiter rolls nothing up");
        }
        this.lister = lister;
        this.request = request;
        this.recursive = begin(request.startAfter(), request.continuation());
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
        return request.delimiter().isEmpty() || request.delimiter().equals("/")
                ? ufs.list(request)
                : new RollUpCursor(ufs::list, request);
    }

    private UfsCursor begin(String startAfter, boolean continuation) throws UfsException {
        return lister.list(new UfsListRequest(request.prefix(), startAfter, "", request.pageSize(), continuation));
    }

    @Override
    public @Nullable UfsEntry next() throws UfsException {
        for (UfsEntry entry = recursive.next(); entry != null; entry = recursive.next()) {
            String path = entry.path();
            if (rolledUp != null && path.startsWith(rolledUp)) {
                drop(rolledUp);
                continue;
            }
            int found = path.indexOf(request.delimiter(), request.prefix().length());
            if (found < 0) {
                return entry;
            }
            String common = path.substring(0, found + request.delimiter().length());
            rolledUp = common;
            dropped = 0;
            if (!common.equals(request.startAfter())) {
                return new UfsEntry(common, null);
            }
        }
        return null;
    }

    /** Begins anew at most once for each common prefix. */
    private void drop(String common) throws UfsException {
        dropped++;
        if (dropped == request.pageSize()) {
            recursive.close();
            recursive = NOTHING;
            recursive = begin(common + LAST, true);
        }
    }

    @Override
    public void close() {
        recursive.close();
    }
}
