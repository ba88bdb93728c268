package cacheworker.ufs.local;

import cacheworker.core.ufs.UfsPart;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of a part lie, as the part's own small file says it: one line of file name, offset, length and ETag.
 *
 * @param number of the part
 * @param file name of the file in the directory of the upload
 * @param offset of the first byte in that file
 * @param length bytes
 * @param etag hex MD5 of the bytes
 * @param modifiedMillis when the part was stored
 */
record PartRecord(int number, String file, long offset, long length, String etag, long modifiedMillis) {
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
        return file + " " + offset + " " + length + " " + etag + "\n";
    }

    /** Reads what {@link #encode} wrote, or gives null for anything else. */
    static @Nullable PartRecord decode(int number, String text, long modifiedMillis) {
        List<String> fields = List.of(text.strip().split(" "));
        if (fields.size() != 4 || fields.get(0).contains("/")) {
            return null;
        }
        try {
            long offset = Long.parseLong(fields.get(1));
            long length = Long.parseLong(fields.get(2));
            return new PartRecord(number, fields.get(0), offset, length, fields.get(3), modifiedMillis);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    UfsPart part() {
        return new UfsPart(number, length, etag, modifiedMillis / 1000 * 1000);
    }
}
