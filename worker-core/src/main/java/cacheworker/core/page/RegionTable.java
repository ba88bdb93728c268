package cacheworker.core.page;

import cacheworker.core.base.ObjectId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The table at the tail of a region file: which pages it holds. Written once, when the region is sealed. Entries of
 * fixed size, and behind them, at the very end, how many they are, their checksum, and a mark.
 */
final class RegionTable {
    static final int ENTRY_BYTES = ObjectId.BYTES + 4 * Integer.BYTES;
    static final int TRAILER_BYTES = 16;
    private static final long MARK = 0x5043_5245_4749_4F4EL;

    private RegionTable() {}

    static void write(FileChannel file, long regionBytes, List<RegionEntry> entries) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(entries.size() * ENTRY_BYTES + TRAILER_BYTES);
        for (RegionEntry entry : entries) {
            bytes.putLong(entry.id().high()).putLong(entry.id().low());
            bytes.putInt(entry.page())
                    .putInt(entry.offset())
                    .putInt(entry.length())
                    .putInt(entry.crc());
        }
        int crc = crc(bytes.duplicate().flip());
        bytes.putInt(entries.size()).putInt(crc).putLong(MARK).flip();
        long position = regionBytes - bytes.remaining();
        while (bytes.hasRemaining()) {
            position += file.write(bytes, position);
        }
    }

    /**
     * Reads the table of a region.
     *
     * @return the entries, or null when the region was never sealed or its table is damaged
     */
    static @Nullable List<RegionEntry> read(FileChannel file, long regionBytes) throws IOException {
        ByteBuffer trailer = read(file, regionBytes - TRAILER_BYTES, TRAILER_BYTES);
        if (trailer == null) {
            return null;
        }
        int count = trailer.getInt();
        int crc = trailer.getInt();
        long size = (long) count * ENTRY_BYTES;
        if (trailer.getLong() != MARK || count < 0 || size > regionBytes - TRAILER_BYTES) {
            return null;
        }
        ByteBuffer table = read(file, regionBytes - TRAILER_BYTES - size, (int) size);
        return table == null || crc(table.duplicate()) != crc ? null : entries(table, count);
    }

    private static List<RegionEntry> entries(ByteBuffer table, int count) {
        List<RegionEntry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ObjectId id = new ObjectId(table.getLong(), table.getLong());
            entries.add(new RegionEntry(id, table.getInt(), table.getInt(), table.getInt(), table.getInt()));
        }
        return entries;
    }

    private static @Nullable ByteBuffer read(FileChannel file, long position, int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        while (bytes.hasRemaining()) {
            int read = file.read(bytes, position + bytes.position());
            if (read < 0) {
                return null;
            }
        }
        return bytes.flip();
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
