package cacheworker.s3.op;

import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;

/** The 412 of every operation. */
final class Preconditions {
    private Preconditions() {}

    static S3Exception failed(String condition) {
        return new S3Exception(
                        S3ErrorCode.PRECONDITION_FAILED, "The condition " + condition + " of the request does not hold")
                .with("Condition", condition);
    }
}
