package cacheworker.s3.op.tagging;

import cacheworker.core.mount.BucketTags;
import cacheworker.core.mount.NameException;
import cacheworker.core.ufs.UfsException;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.op.Operation;
import cacheworker.s3.op.RequestTags;
import cacheworker.s3.op.Target;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import java.util.Map;

/** {@code DELETE /bucket?tagging}: takes all tags of a bucket away. */
final class DeleteBucketTagging implements Operation {
    private final RequestTags tags;
    private final BucketTags buckets;

    DeleteBucketTagging(RequestTags tags, BucketTags buckets) {
        this.tags = tags;
        this.buckets = buckets;
    }

    @Override
    public S3Response run(S3Request request, RequestBody body) throws S3Exception, NameException, UfsException {
        tags.require(request);
        buckets.set(Target.bucket(request), Map.of());
        return new S3Response.Empty(204, new ResponseHeaders());
    }
}
