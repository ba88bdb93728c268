package cacheworker.core.page;

/**
 * Where a page lies and what it must look like, packed into two longs so that a million of them are small.
 *
 * <p>The first long is the place: a bit that says that there is one, 6 bits of directory, 29 bits of region number, 28
 * bits of offset. The second is the page: 4 bits of what the policy knows of it, 25 bits of length, 2 bits that are
 * free, a bit that says whether this process filled or checked it, 32 bits of CRC32C.
 */
final class Extent {
    static final int MAX_DIRECTORIES = 1 << 6;
    static final int MAX_REGION_NUMBER = (1 << 29) - 1;
    static final int MAX_REGION_BYTES = 1 << 28;

    /** No place. */
    static final long NOWHERE = 0;

    private static final long TRUSTED = 1L << 32;
    private static final int LENGTH_SHIFT = 35;
    private static final int MARKS_SHIFT = 60;
    private static final long MARKS_MASK = 15L << MARKS_SHIFT;

    private Extent() {}

    static long place(int directory, int region, int offset) {
        return (1L << 63) | ((long) directory << 57) | ((long) region << 28) | offset;
    }

    static int directory(long place) {
        return (int) (place >>> 57) & (MAX_DIRECTORIES - 1);
    }

    static int region(long place) {
        return (int) (place >>> 28) & MAX_REGION_NUMBER;
    }

    static int offset(long place) {
        return (int) place & (MAX_REGION_BYTES - 1);
    }

    static long page(int length, int crc) {
        return ((long) length << LENGTH_SHIFT) | (crc & 0xFFFF_FFFFL);
    }

    static int length(long page) {
        return (int) ((page & ~MARKS_MASK) >>> LENGTH_SHIFT);
    }

    static int crc(long page) {
        return (int) page;
    }

    static boolean isTrusted(long page) {
        return (page & TRUSTED) != 0;
    }

    static long trusted(long page) {
        return page | TRUSTED;
    }

    /** What the policy knows of the page, 0 to 15. */
    static int marks(long page) {
        return (int) (page >>> MARKS_SHIFT);
    }

    static long withMarks(long page, int marks) {
        return (page & ~MARKS_MASK) | ((long) marks << MARKS_SHIFT);
    }

    /** What is kept on disk: neither trust nor marks outlive the process. */
    static long lasting(long page) {
        return page & ~TRUSTED & ~MARKS_MASK;
    }
}
