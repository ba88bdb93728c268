package cacheworker.core.ufs;

/**
 * Which checksum the object of an upload in parts will have.
 *
 * @param algorithm its name as S3 writes it, such as {@code CRC32}
 * @param composite whether it is made of the checksums of the parts, and not of all bytes
 */
public record UfsChecksumKind(String algorithm, boolean composite) {}
