package cacheworker.s3.op.probe;

import cacheworker.core.mount.NameException;
import cacheworker.core.mount.Namespace;
import cacheworker.core.ufs.UfsException;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.op.Operation;
import cacheworker.s3.op.Target;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.S3Response;

/** {@code GET /bucket?something} that no bucket here has: each kind of setting has an error of its own for that. */
final class NotSetUp implements Operation {
    private final Namespace namespace;
    private final S3ErrorCode code;

    NotSetUp(Namespace namespace, S3ErrorCode code) {
        this.namespace = namespace;
        this.code = code;
    }

    @Override
    public S3Response run(S3Request request, RequestBody body) throws S3Exception, NameException, UfsException {
        String bucket = Target.bucket(request);
        namespace.requireBucket(bucket);
        throw new S3Exception(code, "The bucket '" + bucket + "' has nothing of this kind set up")
                .with("BucketName", bucket);
    }
}
