package cacheworker.core.page;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Numbers for region files, none given twice, not even after a power failure: numbers are reserved in blocks, and the
 * end of the block is on disk before the first of it is used.
 */
final class RegionNumbers {
    private static final int BLOCK = 1024;

    private final Path file;
    private int next;
    private int reserved;

    /**
     * Goes on behind what the file says and behind the highest number that is in use.
     *
     * @param file keeps the end of the reserved block
     * @param highest the highest number of a region file that is there, or -1
     */
    RegionNumbers(Path file, int highest) throws IOException {
        this.file = file;
        int kept = Files.exists(file) ? parse(Files.readString(file, StandardCharsets.US_ASCII)) : 0;
        this.next = Math.max(kept, highest + 1);
        this.reserved = next;
    }

    private static int parse(String text) {
        return text.isBlank() ? 0 : Integer.parseInt(text.strip());
    }

    synchronized int next() throws IOException {
        if (next >= Extent.MAX_REGION_NUMBER) {
            throw new IOException("no region numbers are left in " + file);
        }
        if (next >= reserved) {
            reserved = next + BLOCK;
            write(reserved);
        }
        return next++;
    }

    private void write(int value) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Numbers only grow, so the new text is never shorter than the old one.
            channel.write(ByteBuffer.wrap("%010d".formatted(value).getBytes(StandardCharsets.US_ASCII)), 0);
            channel.force(true);
        }
    }
}
