package cacheworker.s3.request;

/**
 * A checksum of a body.
 *
 * @param algorithm how it was computed
 * @param base64 its value, as the header carries it
 */
public record BodyChecksum(ChecksumAlgorithm algorithm, String base64) {}
