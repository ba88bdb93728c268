package cacheworker.ufs.local.names;

import java.util.Arrays;

/** Names in one byte array, each behind two bytes with its length, in memory and on disk alike. */
final class NameBlock {
    static final int LENGTH_BYTES = 2;
    static final int MAX_NAME = 0xFFFF;

    private NameBlock() {}

    static int lengthAt(byte[] block, int start) {
        return ((block[start] & 0xFF) << 8) | (block[start + 1] & 0xFF);
    }

    static byte[] nameAt(byte[] block, int start) {
        int from = start + LENGTH_BYTES;
        return Arrays.copyOfRange(block, from, from + lengthAt(block, start));
    }

    /** Compares the name at a position with another one. */
    static int compareAt(byte[] block, int start, byte[] other) {
        int from = start + LENGTH_BYTES;
        return Arrays.compareUnsigned(block, from, from + lengthAt(block, start), other, 0, other.length);
    }

    /** Writes a name and gives the position behind it. */
    static int put(byte[] block, int start, byte[] name) {
        block[start] = (byte) (name.length >> 8);
        block[start + 1] = (byte) name.length;
        System.arraycopy(name, 0, block, start + LENGTH_BYTES, name.length);
        return start + LENGTH_BYTES + name.length;
    }
}
