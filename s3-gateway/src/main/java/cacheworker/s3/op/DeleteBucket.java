package cacheworker.s3.op;

import cacheworker.core.mount.NameException;
import cacheworker.core.mount.Namespace;
import cacheworker.core.ufs.UfsException;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;

/** {@code DELETE /bucket}: deletes an empty bucket. */
final class DeleteBucket implements Operation {
    private final Namespace namespace;

    DeleteBucket(Namespace namespace) {
        this.namespace = namespace;
    }

    @Override
    public S3Response run(S3Request request, RequestBody body) throws NameException, UfsException {
        namespace.deleteBucket(Target.bucket(request));
        return new S3Response.Empty(204, new ResponseHeaders());
    }
}
