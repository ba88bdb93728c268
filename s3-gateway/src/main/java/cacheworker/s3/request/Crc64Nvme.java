package cacheworker.s3.request;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/**
 * CRC-64/NVME of the NVM Express specification: polynomial AD93D23594C93659, reflected, start and final value all ones.
 * Eight tables let it take eight bytes per step (slicing-by-8), which the JDK does not offer for 64 bits.
 */
final class Crc64Nvme implements Checksum {
    static final long REFLECTED_POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
    private static final int SLICES = 8;
    private static final long[][] TABLE = tables();

    private long crc = -1;

    @Override
    public void update(int b) {
        crc = step(crc, b);
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        update(ByteBuffer.wrap(bytes, offset, length));
    }

    @Override
    public void update(ByteBuffer bytes) {
        ByteBuffer in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        long value = crc;
        int at = 0;
        for (int last = in.remaining() - Long.BYTES; at <= last; at += Long.BYTES) {
            long mixed = value ^ in.getLong(at);
            value = TABLE[7][(int) mixed & 0xFF]
                    ^ TABLE[6][(int) (mixed >>> 8) & 0xFF]
                    ^ TABLE[5][(int) (mixed >>> 16) & 0xFF]
                    ^ TABLE[4][(int) (mixed >>> 24) & 0xFF]
                    ^ TABLE[3][(int) (mixed >>> 32) & 0xFF]
                    ^ TABLE[2][(int) (mixed >>> 40) & 0xFF]
                    ^ TABLE[1][(int) (mixed >>> 48) & 0xFF]
                    ^ TABLE[0][(int) (mixed >>> 56)];
        }
        for (; at < in.remaining(); at++) {
            value = step(value, in.get(at));
        }
        crc = value;
        bytes.position(bytes.limit());
    }

    @Override
    public long getValue() {
        return ~crc;
    }

    @Override
    public void reset() {
        crc = -1;
    }

    private static long step(long crc, int b) {
        return (crc >>> 8) ^ TABLE[0][(int) (crc ^ b) & 0xFF];
    }

    private static long[][] tables() {
        long[][] tables = new long[SLICES][256];
        for (int i = 0; i < 256; i++) {
            long crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ REFLECTED_POLYNOMIAL;
            }
            tables[0][i] = crc;
        }
        for (int slice = 1; slice < SLICES; slice++) {
            for (int i = 0; i < 256; i++) {
                long before = tables[slice - 1][i];
                tables[slice][i] = (before >>> 8) ^ tables[0][(int) before & 0xFF];
            }
        }
        return tables;
    }
}
