package cacheworker.core.ufs;

/**
 * A checksum that a client gave, or that was computed, for the bytes of an object or of a part.
 *
 * @param algorithm its name as S3 writes it, such as {@code CRC32} or {@code CRC64NVME}
 * @param value base64; of a composite one with {@code -} and the number of parts behind it
 * @param composite whether it is that of the checksums of the parts, and not of the bytes
 */
public record UfsChecksum(String algorithm, String value, boolean composite) {}
