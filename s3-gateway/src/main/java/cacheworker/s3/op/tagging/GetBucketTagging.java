package cacheworker.s3.op.tagging;

import cacheworker.core.mount.BucketTags;
import cacheworker.core.mount.NameException;
import cacheworker.core.ufs.UfsException;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.op.Operation;
import cacheworker.s3.op.RequestTags;
import cacheworker.s3.op.Target;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import cacheworker.s3.xml.TaggingDocument;
import java.util.Map;

/** {@code GET /bucket?tagging}: the tags of a bucket; an error when it has none. */
final class GetBucketTagging implements Operation {
    private final RequestTags tags;
    private final BucketTags buckets;

    GetBucketTagging(RequestTags tags, BucketTags buckets) {
        this.tags = tags;
        this.buckets = buckets;
    }

    @Override
    public S3Response run(S3Request request, RequestBody body) throws S3Exception, NameException, UfsException {
        tags.require(request);
        String bucket = Target.bucket(request);
        Map<String, String> all = buckets.get(bucket);
        if (all.isEmpty()) {
            throw new S3Exception(
                            S3ErrorCode.NO_SUCH_TAG_SET,
                            "The TagSet does not exist: bucket '" + bucket + "' has no tags")
                    .with("BucketName", bucket);
        }
        return new S3Response.Xml(200, new ResponseHeaders(), TaggingDocument.of(all));
    }
}
