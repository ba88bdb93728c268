package cacheworker.core.page;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.ObjectId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Page tables on disk: a record for each piece of a table, of the entries that have a place. A record may name regions
 * that are gone; such entries are left out of tables.
 */
@Blocking
final class PageIndex {
    private static final byte FORMAT = 1;
    private static final int KEY_BYTES = ObjectId.BYTES + Integer.BYTES;
    private static final int ENTRY_BYTES = 1 + 2 * Long.BYTES;

    private final IndexDb.Table records;
    private final LongPredicate isThere;

    /**
     * An index.
     *
     * @param records where it lies
     * @param isThere whether a place names a region that is there; entries of others are not loaded
     */
    PageIndex(IndexDb.Table records, LongPredicate isThere) {
        this.records = records;
        this.isThere = isThere;
    }

    /** Sees every entry. */
    @FunctionalInterface
    interface Visitor {
        void entry(ObjectId id, int page, long place, long entry);
    }

    private static byte[] key(ObjectId id, int piece) {
        return ByteBuffer.allocate(KEY_BYTES)
                .putLong(id.high())
                .putLong(id.low())
                .putInt(piece)
                .array();
    }

    /** Fills a table that was just made. */
    void load(PageTable table) {
        for (int piece = 0; piece < table.pieceCount(); piece++) {
            load(table, piece);
        }
    }

    /** Fills one piece of a table that was just made. */
    void load(PageTable table, int piece) {
        byte[] record = records.get(key(table.id(), piece));
        if (record != null) {
            int first = piece * PageTable.PIECE_PAGES;
            decode(record, (slot, place, entry) -> {
                if (first + slot < table.pages() && isThere.test(place)) {
                    table.set(first + slot, place, entry);
                }
            });
        }
    }

    /** Adds an entry to the record of its piece. */
    void add(RegionEntry entry, long place, long page) {
        int piece = entry.page() / PageTable.PIECE_PAGES;
        PageTable table = new PageTable(entry.id(), (piece + 1) * PageTable.PIECE_PAGES);
        load(table, piece);
        table.set(entry.page(), place, page);
        store(table, entry.page());
    }

    /** Makes the record of a page's piece say what the table says. */
    void store(PageTable table, int page) {
        int piece = page / PageTable.PIECE_PAGES;
        synchronized (table) {
            byte[] record = encode(table.piece(piece));
            if (record == null) {
                records.delete(key(table.id(), piece));
            } else {
                records.put(key(table.id(), piece), record);
            }
        }
    }

    void forEach(Visitor visitor) {
        records.forEach((key, record) -> {
            ByteBuffer name = ByteBuffer.wrap(key);
            ObjectId id = new ObjectId(name.getLong(), name.getLong());
            int first = name.getInt() * PageTable.PIECE_PAGES;
            decode(record, (slot, place, entry) -> visitor.entry(id, first + slot, place, entry));
        });
    }

    /** The pages of one region, found by a walk through the whole index. */
    List<RegionEntry> entriesOf(int directory, int region) {
        List<RegionEntry> found = new ArrayList<>();
        forEach((id, page, place, entry) -> {
            if (Extent.directory(place) == directory && Extent.region(place) == region) {
                found.add(new RegionEntry(id, page, Extent.offset(place), Extent.length(entry), Extent.crc(entry)));
            }
        });
        return found;
    }

    private static byte @Nullable [] encode(@Nullable AtomicLongArray piece) {
        if (piece == null) {
            return null;
        }
        ByteBuffer record = ByteBuffer.allocate(1 + piece.length() / 2 * ENTRY_BYTES);
        record.put(FORMAT);
        for (int slot = 0; slot < piece.length() / 2; slot++) {
            long place = piece.get(2 * slot);
            if (place != Extent.NOWHERE) {
                record.put((byte) slot).putLong(place).putLong(Extent.lasting(piece.get(2 * slot + 1)));
            }
        }
        if (record.position() == 1) {
            return null;
        }
        byte[] bytes = new byte[record.flip().remaining()];
        record.get(bytes);
        return bytes;
    }

    @FunctionalInterface
    private interface SlotVisitor {
        void slot(int slot, long place, long entry);
    }

    private static void decode(byte[] bytes, SlotVisitor visitor) {
        ByteBuffer record = ByteBuffer.wrap(bytes);
        if (!record.hasRemaining() || record.get() != FORMAT) {
            return;
        }
        while (record.remaining() >= ENTRY_BYTES) {
            visitor.slot(record.get(), record.getLong(), record.getLong());
        }
    }
}
