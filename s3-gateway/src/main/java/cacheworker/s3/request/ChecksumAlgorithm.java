package cacheworker.s3.request;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The checksums that a client may send with a body, as {@code x-amz-checksum-*} in the head or behind the body. */
public enum ChecksumAlgorithm {
    /** CRC-32 of ISO 3309. */
    CRC32(4),
    /** CRC-32C, Castagnoli (RFC 3720). */
    CRC32C(4),
    /** CRC-64/NVME. */
    CRC64NVME(8),
    /** SHA-1. */
    SHA1(20),
    /** SHA-256. */
    SHA256(32);

    /** What all these headers begin with. */
    static final String HEADER_PREFIX = "x-amz-checksum-";

    private final int bytes;

    ChecksumAlgorithm(int bytes) {
        this.bytes = bytes;
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
