package cacheworker.s3.op;

import cacheworker.core.mount.NameException;
import cacheworker.core.mount.Namespace;
import cacheworker.core.ufs.UfsException;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;

/** {@code HEAD /bucket}: whether a bucket exists, and its region. One lookup, however large the bucket is. */
final class HeadBucket implements Operation {
    private final Namespace namespace;
    private final String region;

    HeadBucket(Namespace namespace, String region) {
        this.namespace = namespace;
        this.region = region;
    }

    @Override
    public S3Response run(S3Request request, RequestBody body) throws NameException, UfsException {
        namespace.requireBucket(Target.bucket(request));
        return new S3Response.Empty(200, new ResponseHeaders().add("x-amz-bucket-region", region));
    }
}
