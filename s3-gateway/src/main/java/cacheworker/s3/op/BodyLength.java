package cacheworker.s3.op;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;

/** What S3 takes in one body. */
@NonBlocking
public final class BodyLength {
    /** Bytes that one PUT, one part and one copy may have. */
    public static final long MOST = 5L << 30;

    private BodyLength() {}

    /**
     * Refuses a body that is too long, or whose length nobody knows.
     *
     * @param length bytes of the body, or -1
     * @throws S3Exception MISSING_CONTENT_LENGTH or ENTITY_TOO_LARGE
     */
    public static void check(long length) throws S3Exception {
        if (length < 0) {
            throw new S3Exception(
                    S3ErrorCode.MISSING_CONTENT_LENGTH,
                    "You must provide the length of the body: Content-Length, or x-amz-decoded-content-length");
        }
        if (length > MOST) {
            throw new S3Exception(
                            S3ErrorCode.ENTITY_TOO_LARGE,
                            "Your proposed upload exceeds the maximum allowed size: it has " + length
                                    + " bytes, at most " + MOST + " are allowed")
                    .with("ProposedSize", Long.toString(length))
                    .with("MaxSizeAllowed", Long.toString(MOST));
        }
    }
}
