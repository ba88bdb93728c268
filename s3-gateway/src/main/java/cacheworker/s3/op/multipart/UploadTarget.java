package cacheworker.s3.op.multipart;

import cacheworker.core.base.NonBlocking;
import cacheworker.core.base.ObjectKey;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsMultipart;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.op.QueryParameters;
import cacheworker.s3.op.Target;
import cacheworker.s3.request.DecimalLength;
import cacheworker.s3.request.S3Request;

/**
 * The upload that a request is about.
 *
 * @param key the object that it will make
 * @param uploadId its id
 */
record UploadTarget(ObjectKey key, String uploadId) {
    @NonBlocking
    static UploadTarget of(S3Request request) {
        return new UploadTarget(Target.object(request), QueryParameters.text(request, "uploadId"));
    }

    /** The number of the part that a request is about. */
    @NonBlocking
    static int partNumber(S3Request request) throws S3Exception {
        String value = QueryParameters.text(request, "partNumber");
        long number = DecimalLength.parse(value).orElse(0);
        if (number < 1 || number > UfsMultipart.MOST_PARTS) {
            throw QueryParameters.invalid(
                    "partNumber", value, "an integer between 1 and " + UfsMultipart.MOST_PARTS + ", inclusive");
        }
        return (int) number;
    }

    /** Names the upload when it is not there; any other failure is thrown as it is. */
    S3Exception named(UfsException failure) throws UfsException {
        if (failure.kind() != UfsException.Kind.NO_SUCH_UPLOAD) {
            throw failure;
        }
        return noSuchUpload(failure);
    }

    S3Exception noSuchUpload(UfsException cause) {
        return new S3Exception(
                        S3ErrorCode.NO_SUCH_UPLOAD,
                        "The upload '" + uploadId + "' does not exist for this key; it may have been completed or"
                                + " aborted",
                        cause)
                .with("UploadId", uploadId);
    }
}
