package cacheworker.ufs.local;

import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.ufs.UfsPart;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of a part lie, as the part's own small file says it: one line of file name, offset, length, ETag,
 * and, if it has one, algorithm and value of its checksum.
 *
 * @param number of the part
 * @param file name of the file in the directory of the upload
 * @param offset of the first byte in that file
 * @param length bytes
 * @param etag hex MD5 of the bytes
 * @param checksum of the bytes; null for none
 * @param modifiedMillis when the part was stored
 */
record PartRecord(
        int number,
        String file,
        long offset,
        long length,
        String etag,
        @Nullable UfsChecksum checksum,
        long modifiedMillis) {
    private static final String PREFIX = "part-";

    static String fileName(int number) {
        return PREFIX + "%05d".formatted(number);
    }

    /** The number of the part that a file records; 0 for any other file. */
    static int numberOf(Path file) {
        String name = file.getFileName().toString();
        return name.matches(PREFIX + "\\d{5}") ? Integer.parseInt(name.substring(PREFIX.length())) : 0;
    }

    String encode() {
        String sum = checksum == null ? "" : " " + checksum.algorithm() + " " + checksum.value();
        return file + " " + offset + " " + length + " " + etag + sum + "\n";
    }

    /** Reads what {@link #encode} wrote, or gives null for anything else. */
    static @Nullable PartRecord decode(int number, String text, long modifiedMillis) {
        List<String> fields = List.of(text.strip().split(" "));
        if ((fields.size() != 4 && fields.size() != 6) || fields.get(0).contains("/")) {
            return null;
        }
        try {
            long offset = Long.parseLong(fields.get(1));
            long length = Long.parseLong(fields.get(2));
            UfsChecksum checksum = fields.size() == 4 ? null : new UfsChecksum(fields.get(4), fields.get(5), false);
            return new PartRecord(number, fields.get(0), offset, length, fields.get(3), checksum, modifiedMillis);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    PartRecord storedAt(long millis) {
        return new PartRecord(number, file, offset, length, etag, checksum, millis);
    }

    UfsPart part() {
        return new UfsPart(number, length, etag, modifiedMillis / 1000 * 1000, checksum);
    }
}
