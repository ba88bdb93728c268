package cacheworker.core.ufs;

import cacheworker.core.base.ByteRange;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts that an object was uploaded in, as one block of numbers: an object may have 10,000 of them, and its record
 * stays in memory. Immutable.
 */
public final class UfsParts {
    /** Of an object that was written in one piece, or of whose parts nothing is known. */
    public static final UfsParts NONE = new UfsParts(new long[0], new byte[0]);

    private static final int FIXED_BYTES = Integer.BYTES + 1;

    /** Where each part ends in the object. */
    private final long[] ends;

    /** The checksums of all parts, one behind the other, each of the same length; empty when they have none. */
    private final byte[] checksums;

    private UfsParts(long[] ends, byte[] checksums) {
        this.ends = ends;
        this.checksums = checksums;
    }

    /**
     * The parts of an object.
     *
     * @param parts all of them in their order; their checksums are kept if every one has one, of the same algorithm
     * @return the same in short
     */
    public static UfsParts of(List<UfsPart> parts) {
        long[] ends = new long[parts.size()];
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += parts.get(i).length();
            ends[i] = end;
        }
        return new UfsParts(ends, checksums(parts));
    }

    private static byte[] checksums(List<UfsPart> parts) {
        UfsChecksum first = parts.isEmpty() ? null : parts.get(0).checksum();
        if (first == null) {
            return new byte[0];
        }
        int width = Base64.getDecoder().decode(first.value()).length;
        ByteBuffer all = ByteBuffer.allocate(width * parts.size());
        for (UfsPart part : parts) {
            UfsChecksum checksum = part.checksum();
            if (checksum == null || !checksum.algorithm().equals(first.algorithm())) {
                return new byte[0];
            }
            all.put(Base64.getDecoder().decode(checksum.value()));
        }
        return all.array();
    }

    /**
     * How many parts there were.
     *
     * @return 0 when nothing is known of parts, else 1 to {@link UfsMultipart#MOST_PARTS}
     */
    public int count() {
        return ends.length;
    }

    /**
     * The bytes of a part.
     *
     * @param number 1 to {@link #count()}: its place in the object, whatever number it was uploaded under
     * @return where it lies in the object
     */
    public ByteRange range(int number) {
        long start = number == 1 ? 0 : ends[number - 2];
        return new ByteRange(start, ends[number - 1] - start);
    }

    /**
     * The checksum of a part, of the algorithm of the object's own checksum.
     *
     * @param number 1 to {@link #count()}
     * @return base64, or null when none is kept
     */
    public @Nullable String checksum(int number) {
        if (checksums.length == 0) {
            return null;
        }
        int width = checksums.length / ends.length;
        byte[] one = Arrays.copyOfRange(checksums, (number - 1) * width, number * width);
        return Base64.getEncoder().encodeToString(one);
    }

    /**
     * How much memory this takes.
     *
     * @return about so many bytes
     */
    public int estimatedBytes() {
        return ends.length * Long.BYTES + checksums.length;
    }

    /**
     * The parts as bytes: their number, the runs of parts of one length, and the checksums.
     *
     * @return what {@link #decode} reads
     */
    public byte[] encode() {
        ByteBuffer bytes =
                ByteBuffer.allocate(FIXED_BYTES + ends.length * (Integer.BYTES + Long.BYTES) + checksums.length);
        bytes.putInt(ends.length);
        bytes.put((byte) (ends.length == 0 ? 0 : checksums.length / ends.length));
        for (int first = 0; first < ends.length; ) {
            long length = range(first + 1).length();
            int next = first + 1;
            while (next < ends.length && range(next + 1).length() == length) {
                next++;
            }
            bytes.putInt(next - first).putLong(length);
            first = next;
        }
        bytes.put(checksums);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /**
     * Reads parts.
     *
     * @param bytes what {@link #encode} made, from the position on; that is moved behind it
     * @return the parts
     * @throws IllegalArgumentException when these bytes are none
     * @throws java.nio.BufferUnderflowException when some are missing
     */
    public static UfsParts decode(ByteBuffer bytes) {
        int count = bytes.getInt();
        int width = bytes.get();
        if (count < 0 || count > UfsMultipart.MOST_PARTS || width < 0) {
            throw new IllegalArgumentException(count + " parts with checksums of " + width + " bytes");
        }
        long[] ends = new long[count];
        long end = 0;
        for (int i = 0; i < count; ) {
            int run = bytes.getInt();
            long length = bytes.getLong();
            if (run < 1 || run > count - i || length < 0) {
                throw new IllegalArgumentException(run + " parts of " + length + " bytes");
            }
            for (int last = i + run; i < last; i++) {
                end += length;
                ends[i] = end;
            }
        }
        byte[] checksums = new byte[count * width];
        bytes.get(checksums);
        return count == 0 ? NONE : new UfsParts(ends, checksums);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UfsParts parts
                && Arrays.equals(ends, parts.ends)
                && Arrays.equals(checksums, parts.checksums);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(ends) + Arrays.hashCode(checksums);
    }

    @Override
    public String toString() {
        return ends.length + " parts";
    }
}
