package cacheworker.s3.op;

import cacheworker.core.base.Blocking;
import cacheworker.core.mount.NameException;
import cacheworker.core.read.ObjectReader;
import cacheworker.core.ufs.UfsCursor;
import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsListRequest;
import cacheworker.s3.error.XmlText;
import cacheworker.s3.xml.Listing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages of listings. A key with a character that XML 1.0 cannot carry is passed over unless names are
 * percent-encoded: no escape exists that a client's parser would take, and a page must never end at a key that the
 * client cannot give back.
 */
final class ListingPages {
    private final ObjectReader reader;
    private final boolean showsFolders;

    /**
     * Pages of a worker's buckets.
     *
     * @param reader lists the buckets
     * @param showsFolders whether folders are shown as empty objects when there is no delimiter
     */
    ListingPages(ObjectReader reader, boolean showsFolders) {
        this.reader = reader;
        this.showsFolders = showsFolders;
    }

    /**
     * One page.
     *
     * @param listing what the document shows
     * @param last the last key or common prefix of the page; null when there are none, or no page follows
     */
    record Page(Listing listing, @Nullable String last) {}

    /**
     * Reads a page.
     *
     * @param parameters what is asked for
     * @param startAfter where to begin, as {@link UfsListRequest} defines it
     * @param continuation whether an earlier page ended there
     * @return the page
     */
    @Blocking
    Page read(ListParameters parameters, String startAfter, boolean continuation) throws NameException, UfsException {
        String delimiter = parameters.delimiter() == null ? "" : parameters.delimiter();
        int limit = parameters.maxKeys();
        // One more than the page has room for shows whether another page follows.
        UfsListRequest request =
                new UfsListRequest(parameters.prefix(), startAfter, delimiter, limit + 1, continuation);
        List<UfsEntry> entries = new ArrayList<>();
        boolean truncated = false;
        try (UfsCursor cursor = reader.list(parameters.bucket(), request)) {
            UfsEntry entry = limit == 0 ? null : nextShown(cursor, parameters);
            while (entry != null && entries.size() < limit) {
                entries.add(entry);
                entry = nextShown(cursor, parameters);
            }
            truncated = entry != null;
        }
        String last = truncated ? entries.get(entries.size() - 1).path() : null;
        Listing listing = new Listing(
                parameters.bucket(),
                parameters.prefix(),
                parameters.delimiter(),
                limit,
                parameters.urlEncoding(),
                truncated,
                entries);
        return new Page(listing, last);
    }

    private @Nullable UfsEntry nextShown(UfsCursor cursor, ListParameters parameters) throws UfsException {
        UfsEntry entry = cursor.next();
        while (entry != null && !isShown(entry, parameters)) {
            entry = cursor.next();
        }
        return entry;
    }

    private boolean isShown(UfsEntry entry, ListParameters parameters) {
        boolean folder = entry.path().endsWith("/");
        return (showsFolders || parameters.delimiter() != null || !folder)
                && (parameters.urlEncoding() || XmlText.isCarried(entry.path()));
    }
}
