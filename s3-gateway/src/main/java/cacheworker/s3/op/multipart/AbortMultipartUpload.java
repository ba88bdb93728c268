package cacheworker.s3.op.multipart;

import cacheworker.core.mount.NameException;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.write.MultipartWriter;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.op.Operation;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;

/** {@code DELETE /bucket/key?uploadId=ID}: gives up an upload and its parts. */
final class AbortMultipartUpload implements Operation {
    private final MultipartWriter writer;

    AbortMultipartUpload(MultipartWriter writer) {
        this.writer = writer;
    }

    @Override
    public S3Response run(S3Request request, RequestBody body) throws S3Exception, NameException, UfsException {
        UploadTarget target = UploadTarget.of(request);
        try {
            writer.abort(target.key(), target.uploadId());
            return new S3Response.Empty(204, new ResponseHeaders());
        } catch (UfsException e) {
            throw target.named(e);
        }
    }
}
