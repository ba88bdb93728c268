package cacheworker.ufs.local.names;

import java.util.Arrays;

/** Where the blocks of a spilled run begin, and with which names. Filled by one thread, then only read. */
final class BlockIndex {
    private byte[] names = new byte[1024];
    private int nameBytes;
    private int[] starts = new int[16];
    private long[] offsets = new long[16];
    private int count;

    void add(byte[] firstName, long offset) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            offsets = Arrays.copyOf(offsets, 2 * count);
        }
        int needed = nameBytes + NameBlock.LENGTH_BYTES + firstName.length;
        if (needed > names.length) {
            names = Arrays.copyOf(names, Math.max(needed, 2 * names.length));
        }
        starts[count] = nameBytes;
        offsets[count] = offset;
        count++;
        nameBytes = NameBlock.put(names, nameBytes, firstName);
    }

    int count() {
        return count;
    }

    long offset(int block) {
        return offsets[block];
    }

    /** The last block that begins with a name not greater than this one, or the first block. */
    int blockOf(byte[] name) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (NameBlock.compareAt(names, starts[middle], name) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return Math.max(0, low - 1);
    }

    long heapBytes() {
        return names.length + (long) starts.length * (Integer.BYTES + Long.BYTES);
    }
}
