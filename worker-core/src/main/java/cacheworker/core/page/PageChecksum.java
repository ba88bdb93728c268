package cacheworker.core.page;

import cacheworker.core.base.ObjectId;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The checksum of a page. It covers whose page it is, so that a page written to the wrong place is seen too. */
final class PageChecksum {
    private PageChecksum() {}

    static int of(ObjectId id, int page, ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        ByteBuffer name = ByteBuffer.allocate(ObjectId.BYTES + Integer.BYTES)
                .putLong(id.high())
                .putLong(id.low())
                .putInt(page)
                .flip();
        crc.update(name);
        crc.update(bytes.duplicate());
        return (int) crc.getValue();
    }
}
