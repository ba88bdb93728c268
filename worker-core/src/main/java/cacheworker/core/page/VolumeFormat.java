package cacheworker.core.page;

import cacheworker.core.base.Blocking;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sizes that the regions of a directory were made with. They are kept in a file beside them: pages of another size
 * would be found under wrong numbers, and regions of another size would have to go when only the capacity changes.
 *
 * @param pageBytes bytes of the largest page
 * @param regionBytes bytes of each region file
 */
record VolumeFormat(int pageBytes, int regionBytes) {
    private static final int SMALLEST_REGION = 4 << 20;
    private static final int LARGEST_REGION = Extent.MAX_REGION_BYTES;
    private static final int FEWEST_REGIONS = 8;
    private static final int USUAL_REGIONS = 64;
    /** Each region is a mapping, of which a process has some 65,000. */
    private static final int MOST_REGIONS = 4096;
    /** Room for the table of many small pages, so that no page's room is left over. */
    static final int TABLE_ROOM = 64 << 10;

    private static final String FILE = "format";
    private static final Pattern TEXT = Pattern.compile("regions 1 of ([0-9]{1,9}) bytes, pages of ([0-9]{1,9})\n");

    /**
     * The format of a directory for a capacity: the one it has, if it has one that will do.
     *
     * @param options path and capacity
     * @param pageBytes bytes of the largest page
     * @param before what the directory has, or null
     * @return the format to use
     * @throws IOException when the capacity is too small for pages of this size
     */
    static VolumeFormat choose(PageDirectory options, int pageBytes, @Nullable VolumeFormat before) throws IOException {
        int fewestPages = Math.max(2, (SMALLEST_REGION + pageBytes - 1) / pageBytes);
        long smallest = (long) fewestPages * pageBytes + TABLE_ROOM;
        if (options.capacityBytes() / FEWEST_REGIONS < smallest) {
            throw new IOException("page directory " + options.path() + " has " + options.capacityBytes()
                    + " bytes: expected " + FEWEST_REGIONS * smallest + " or more with pages of " + pageBytes);
        }
        if (before != null && before.fits(options.capacityBytes(), pageBytes, smallest)) {
            return before;
        }
        long wanted = Math.min(LARGEST_REGION, options.capacityBytes() / USUAL_REGIONS) - TABLE_ROOM;
        return new VolumeFormat(pageBytes, (int) Math.max(smallest, wanted / pageBytes * pageBytes + TABLE_ROOM));
    }

    private boolean fits(long capacity, int page, long smallestRegion) {
        long regions = regionBytes == 0 ? 0 : capacity / regionBytes;
        return pageBytes == page
                && regionBytes >= smallestRegion
                && regionBytes <= LARGEST_REGION
                && regions >= FEWEST_REGIONS
                && regions <= MOST_REGIONS;
    }

    /**
     * The format of a directory.
     *
     * @param directory where regions may be
     * @return null when none is recorded, or one of another worker
     */
    @Blocking
    static @Nullable VolumeFormat read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return null;
        }
        Matcher text = TEXT.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        return text.matches()
                ? new VolumeFormat(Integer.parseInt(text.group(2)), Integer.parseInt(text.group(1)))
                : null;
    }

    /**
     * Records this format; there must be no region of another one.
     *
     * @param directory where the regions will be
     */
    @Blocking
    void write(Path directory) throws IOException {
        Files.writeString(
                directory.resolve(FILE),
                "regions 1 of " + regionBytes + " bytes, pages of " + pageBytes + "\n",
                StandardCharsets.ISO_8859_1);
    }
}
