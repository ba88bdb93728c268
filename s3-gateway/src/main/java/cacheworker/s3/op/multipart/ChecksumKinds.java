package cacheworker.s3.op.multipart;

import cacheworker.core.base.NonBlocking;
import cacheworker.core.ufs.UfsChecksumKind;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.op.QueryParameters;
import cacheworker.s3.request.ChecksumAlgorithm;
import cacheworker.s3.request.S3Request;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which checksum an upload is begun with. Of the CRCs the value of all bytes follows from those of the parts; of the
 * SHAs only a composite one can be had without reading all bytes again, and CRC64NVME has no composite form in S3.
 */
@NonBlocking
final class ChecksumKinds {
    static final String ALGORITHM = "x-amz-checksum-algorithm";
    static final String TYPE = "x-amz-checksum-type";

    static final String COMPOSITE = "COMPOSITE";
    static final String FULL_OBJECT = "FULL_OBJECT";

    private ChecksumKinds() {}

    /**
     * What the head of CreateMultipartUpload asks for.
     *
     * @return null when it asks for nothing
     * @throws S3Exception INVALID_REQUEST for what S3 does not have
     */
    static @Nullable UfsChecksumKind requested(S3Request request) throws S3Exception {
        String name = request.header(ALGORITHM);
        String type = type(request);
        if (name == null) {
            if (type != null) {
                throw invalid(TYPE + " is '" + type + "', but there is no " + ALGORITHM);
            }
            return null;
        }
        ChecksumAlgorithm algorithm = ChecksumAlgorithm.named(name);
        if (algorithm == null) {
            throw invalid(
                    ALGORITHM + " is '" + name + "', expected one of " + Arrays.toString(ChecksumAlgorithm.values()));
        }
        boolean full = type == null ? algorithm == ChecksumAlgorithm.CRC64NVME : type.equals(FULL_OBJECT);
        if (full && !algorithm.isCombinable()) {
            throw invalid("The " + FULL_OBJECT + " checksum type cannot be used with " + algorithm);
        }
        if (!full && algorithm == ChecksumAlgorithm.CRC64NVME) {
            throw invalid("The " + COMPOSITE + " checksum type cannot be used with " + algorithm);
        }
        return new UfsChecksumKind(algorithm.name(), !full);
    }

    /**
     * The type of checksum that a request names.
     *
     * @return {@link #COMPOSITE}, {@link #FULL_OBJECT} or null
     * @throws S3Exception INVALID_ARGUMENT for any other
     */
    static @Nullable String type(S3Request request) throws S3Exception {
        String type = request.header(TYPE);
        if (type == null || type.equalsIgnoreCase(COMPOSITE)) {
            return type == null ? null : COMPOSITE;
        }
        if (!type.equalsIgnoreCase(FULL_OBJECT)) {
            throw QueryParameters.invalid(TYPE, type, COMPOSITE + " or " + FULL_OBJECT);
        }
        return FULL_OBJECT;
    }

    /** The type of checksum that an upload has. */
    static String type(UfsChecksumKind kind) {
        return kind.composite() ? COMPOSITE : FULL_OBJECT;
    }

    /** The checksum that a part gets when the client sends none. */
    static ChecksumAlgorithm ofParts(@Nullable UfsChecksumKind kind) {
        ChecksumAlgorithm algorithm = kind == null ? null : ChecksumAlgorithm.named(kind.algorithm());
        return algorithm == null ? ChecksumAlgorithm.CRC64NVME : algorithm;
    }

    /** Of a request that has another checksum than the upload. */
    static S3Exception mismatch(UfsChecksumKind kind, String request) {
        return invalid(request + ", but the upload has a " + type(kind) + " " + kind.algorithm() + " checksum");
    }

    static S3Exception invalid(String message) {
        return new S3Exception(S3ErrorCode.INVALID_REQUEST, message);
    }
}
