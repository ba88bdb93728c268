package cacheworker.core.page;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers for region files, none given twice, not even after a power failure: numbers are reserved in blocks, and the
 * end of the block is on disk before the first of it is used.
 */
final class RegionNumbers {
    private static final Logger LOG = LoggerFactory.getLogger(RegionNumbers.class);
    private static final int BLOCK = 1024;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}");

    /** Far from the end, so that a number that was damaged cannot use them up. */
    private static final int LARGEST = Extent.MAX_REGION_NUMBER / 2;

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
        this.next = Math.max(kept(file), highest + 1);
        this.reserved = next;
    }

    /** What the file says; 0 when it is damaged: the regions that are there then say how far it went. */
    private static int kept(Path file) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        long number = NUMBER.matcher(text).matches() ? Long.parseLong(text) : -1;
        if (number < 0 || number > LARGEST) {
            LOG.warn("{} holds \"{}\": expected a number up to {}", file, text, LARGEST);
            return 0;
        }
        return (int) number;
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
