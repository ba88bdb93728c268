package cacheworker.core.page;

import cacheworker.core.base.NonBlocking;
import cacheworker.core.base.ObjectId;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Where the pages of one object version lie. There is one live table per version; readers, fills and reclaim share it.
 * It is cut into pieces, made when first needed, so that a huge object costs what is cached of it.
 *
 * <p>A page of a version never changes its bytes, so length and checksum of an entry are the same wherever it lies: a
 * reader who sees the place of one moment and the rest of another sees nothing wrong.
 */
@NonBlocking
public final class PageTable {
    /** Pages of a piece: what one record of the index holds. */
    static final int PIECE_PAGES = 64;

    private final ObjectId id;
    private final int pages;
    private final AtomicReferenceArray<@Nullable AtomicLongArray> pieces;

    PageTable(ObjectId id, int pages) {
        this.id = id;
        this.pages = pages;
        this.pieces = new AtomicReferenceArray<>((pages + PIECE_PAGES - 1) / PIECE_PAGES);
    }

    ObjectId id() {
        return id;
    }

    int pages() {
        return pages;
    }

    int pieceCount() {
        return pieces.length();
    }

    /** The entries of a piece, place and page in turn; null when none was ever set. */
    @Nullable
    AtomicLongArray piece(int piece) {
        return pieces.get(piece);
    }

    private AtomicLongArray makePiece(int piece) {
        AtomicLongArray present = pieces.get(piece);
        if (present != null) {
            return present;
        }
        int size = Math.min(PIECE_PAGES, pages - piece * PIECE_PAGES);
        AtomicLongArray made = new AtomicLongArray(2 * size);
        AtomicLongArray other = pieces.compareAndExchange(piece, null, made);
        return other == null ? made : other;
    }

    long place(int page) {
        AtomicLongArray piece = page < pages ? pieces.get(page / PIECE_PAGES) : null;
        return piece == null ? Extent.NOWHERE : piece.get(2 * (page % PIECE_PAGES));
    }

    long page(int page) {
        AtomicLongArray piece = pieces.get(page / PIECE_PAGES);
        return piece == null ? 0 : piece.get(2 * (page % PIECE_PAGES) + 1);
    }

    void set(int page, long place, long entry) {
        AtomicLongArray piece = makePiece(page / PIECE_PAGES);
        piece.set(2 * (page % PIECE_PAGES) + 1, entry);
        piece.set(2 * (page % PIECE_PAGES), place);
    }

    /** Moves or removes a page, unless it lies elsewhere by now. */
    boolean replace(int page, long from, long to) {
        AtomicLongArray piece = pieces.get(page / PIECE_PAGES);
        return piece != null && piece.compareAndSet(2 * (page % PIECE_PAGES), from, to);
    }

    void update(int page, long expected, long entry) {
        AtomicLongArray piece = pieces.get(page / PIECE_PAGES);
        if (piece != null) {
            piece.compareAndSet(2 * (page % PIECE_PAGES) + 1, expected, entry);
        }
    }

    /**
     * About how much memory the table takes when every page is cached, its place in the store's list of tables included
     * (measured: 246 bytes with one page, 1902 with a hundred).
     *
     * @return bytes, at most a few MiB
     */
    public int estimatedBytes() {
        int counted = Math.min(pages, 1 << 18);
        return 200 + 36 * (counted / PIECE_PAGES + 1) + 16 * counted;
    }
}
