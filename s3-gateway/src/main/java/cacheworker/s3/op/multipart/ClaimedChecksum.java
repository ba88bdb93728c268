package cacheworker.s3.op.multipart;

import cacheworker.core.base.NonBlocking;
import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.ufs.UfsChecksumKind;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.ChecksumAlgorithm;
import cacheworker.s3.request.S3Request;
import org.jspecify.annotations.Nullable;

/**
 * What the head of CompleteMultipartUpload says of the checksum of the whole object.
 *
 * @param algorithm null when the head has no checksum
 * @param value as it was sent; empty when the head has no checksum
 * @param type {@link ChecksumKinds#COMPOSITE} or {@link ChecksumKinds#FULL_OBJECT}; null when nothing says which
 */
@NonBlocking
record ClaimedChecksum(
        @Nullable ChecksumAlgorithm algorithm,
        String value,
        @Nullable String type) {
    /**
     * Reads the head.
     *
     * @throws S3Exception INVALID_REQUEST for more than one checksum, INVALID_ARGUMENT for a type that is none
     */
    static ClaimedChecksum of(S3Request request) throws S3Exception {
        ChecksumAlgorithm algorithm = null;
        String value = "";
        for (ChecksumAlgorithm one : ChecksumAlgorithm.values()) {
            String header = request.header(one.header());
            if (header != null && algorithm != null) {
                throw ChecksumKinds.invalid("Expecting a single x-amz-checksum- header. Multiple checksum Types are not"
                        + " allowed: " + algorithm + " and " + one);
            }
            if (header != null) {
                algorithm = one;
                value = header.strip();
            }
        }
        String type = ChecksumKinds.type(request);
        return new ClaimedChecksum(
                algorithm, value, type == null && value.contains("-") ? ChecksumKinds.COMPOSITE : type);
    }

    /**
     * Which checksum an object has whose parts have checksums of an algorithm.
     *
     * @param upload what the upload was begun with; null when nobody kept that, so that what is claimed counts
     * @param ofParts the algorithm of all parts; null when it is unknown, or not one
     * @return null when that cannot be said
     * @throws S3Exception INVALID_REQUEST when the head says another algorithm or type
     */
    @Nullable
    UfsChecksumKind within(@Nullable UfsChecksumKind upload, @Nullable ChecksumAlgorithm ofParts) throws S3Exception {
        UfsChecksumKind kind = upload == null && ofParts != null ? kindOf(ofParts) : upload;
        if (kind == null) {
            return null;
        }
        if (algorithm != null && !algorithm.name().equals(kind.algorithm())) {
            throw ChecksumKinds.mismatch(kind, "The request has a " + algorithm + " checksum of the object");
        }
        if (type != null && !type.equals(ChecksumKinds.type(kind))) {
            throw ChecksumKinds.mismatch(kind, "The request has the " + ChecksumKinds.TYPE + " " + type);
        }
        return kind;
    }

    /** Of the CRCs but CRC64NVME both types can be had; nothing but the claim says which one is meant. */
    private UfsChecksumKind kindOf(ChecksumAlgorithm ofParts) {
        boolean either = ofParts.isCombinable() && ofParts != ChecksumAlgorithm.CRC64NVME;
        boolean composite = either ? ChecksumKinds.COMPOSITE.equals(type) : !ofParts.isCombinable();
        return new UfsChecksumKind(ofParts.name(), composite);
    }

    /**
     * Compares what is claimed.
     *
     * @param actual the checksum of the parts together; null when it is unknown
     * @throws S3Exception BAD_DIGEST when it is another one, NOT_IMPLEMENTED when nobody can tell
     */
    void check(@Nullable UfsChecksum actual) throws S3Exception {
        if (algorithm == null) {
            return;
        }
        if (actual == null) {
            throw new S3Exception(
                    S3ErrorCode.NOT_IMPLEMENTED,
                    "The " + algorithm + " of the object, " + value + ", cannot be compared: the storage keeps no"
                            + " checksums of these parts, or of different algorithms. Complete the upload without "
                            + algorithm.header() + ", or begin it again.");
        }
        if (!value.equals(actual.value())) {
            throw new S3Exception(
                            S3ErrorCode.BAD_DIGEST,
                            "The " + actual.algorithm() + " of the object is " + actual.value() + ", the request says "
                                    + value)
                    .with("ExpectedDigest", value)
                    .with("CalculatedDigest", actual.value());
        }
    }
}
