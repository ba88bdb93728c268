package cacheworker.s3.request;

import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.write.ContentDigest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The checksums that a client may send with a body, as {@code x-amz-checksum-*} in the head or behind the body. */
public enum ChecksumAlgorithm {
    /** CRC-32 of ISO 3309. */
    CRC32(4, 0xEDB8_8320L),
    /** CRC-32C, Castagnoli (RFC 3720). */
    CRC32C(4, 0x82F6_3B78L),
    /** CRC-64/NVME. */
    CRC64NVME(8, Crc64Nvme.REFLECTED_POLYNOMIAL),
    /** SHA-1. */
    SHA1(20, 0),
    /** SHA-256. */
    SHA256(32, 0);

    /** What all these headers begin with. */
    static final String HEADER_PREFIX = "x-amz-checksum-";

    private final int bytes;
    private final long polynomial;

    ChecksumAlgorithm(int bytes, long polynomial) {
        this.bytes = bytes;
        this.polynomial = polynomial;
    }

    /**
     * The header that carries the value.
     *
     * @return a name in lower case
     */
    public String header() {
        return HEADER_PREFIX + name().toLowerCase(Locale.ROOT);
    }

    /**
     * The size of a value before base64.
     *
     * @return 4 to 32
     */
    public int bytes() {
        return bytes;
    }

    /**
     * Whether the value of all bytes follows from the values of their parts, as it does for every CRC.
     *
     * @return true for the CRCs
     */
    public boolean isCombinable() {
        return polynomial != 0;
    }

    /**
     * The value of two pieces of bytes, the second behind the first. Only if {@link #isCombinable()}.
     *
     * @param first value of the first piece
     * @param second value of the second piece
     * @param secondLength bytes of the second piece, 0 or more
     * @return value of both
     */
    public byte[] combine(byte[] first, byte[] second, long secondLength) {
        CrcCombination crcs = new CrcCombination(8 * bytes, polynomial);
        long both = crcs.combine(number(first), number(second), secondLength);
        byte[] value = new byte[bytes];
        for (int i = bytes - 1; i >= 0; i--) {
            value[i] = (byte) both;
            both >>>= 8;
        }
        return value;
    }

    private static long number(byte[] value) {
        long number = 0;
        for (byte one : value) {
            number = (number << 8) | (one & 0xFF);
        }
        return number;
    }

    /**
     * Computes the value of bytes in memory.
     *
     * @param input the bytes
     * @return {@link #bytes()} bytes
     */
    public byte[] of(byte[] input) {
        RunningDigest digest = start();
        digest.update(ByteBuffer.wrap(input));
        return digest.value();
    }

    /**
     * Computes the value of bytes as they pass.
     *
     * @return a new digest
     */
    public ContentDigest digest() {
        RunningDigest running = start();
        return new ContentDigest() {
            @Override
            public void update(ByteBuffer input) {
                running.update(input);
            }

            @Override
            public UfsChecksum value() {
                return new UfsChecksum(name(), Base64.getEncoder().encodeToString(running.value()), false);
            }
        };
    }

    RunningDigest start() {
        return switch (this) {
            case CRC32 -> RunningDigest.of(new CRC32(), bytes);
            case CRC32C -> RunningDigest.of(new CRC32C(), bytes);
            case CRC64NVME -> RunningDigest.of(new Crc64Nvme(), bytes);
            case SHA1 -> RunningDigest.of(digest("SHA-1"));
            case SHA256 -> RunningDigest.of(digest("SHA-256"));
        };
    }

    /**
     * The algorithm of a name.
     *
     * @param name as S3 writes it, in any case
     * @return the algorithm, or null when there is none of this name
     */
    public static @Nullable ChecksumAlgorithm named(String name) {
        for (ChecksumAlgorithm algorithm : values()) {
            if (algorithm.name().equalsIgnoreCase(name)) {
                return algorithm;
            }
        }
        return null;
    }

    /**
     * The algorithm of a header.
     *
     * @param header a name in any case
     * @return the algorithm, or null when the header is another one
     */
    static @Nullable ChecksumAlgorithm ofHeader(String header) {
        for (ChecksumAlgorithm algorithm : values()) {
            if (algorithm.header().equalsIgnoreCase(header)) {
                return algorithm;
            }
        }
        return null;
    }

    static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }
}
