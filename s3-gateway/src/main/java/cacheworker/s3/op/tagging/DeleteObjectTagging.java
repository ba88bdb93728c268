package cacheworker.s3.op.tagging;

import cacheworker.core.mount.NameException;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.write.ObjectWriter;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.op.Operation;
import cacheworker.s3.op.RequestTags;
import cacheworker.s3.op.Target;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import java.util.Map;

/** {@code DELETE /bucket/key?tagging}: takes all tags of an object away. */
final class DeleteObjectTagging implements Operation {
    private final RequestTags tags;
    private final ObjectWriter writer;

    DeleteObjectTagging(RequestTags tags, ObjectWriter writer) {
        this.tags = tags;
        this.writer = writer;
    }

    @Override
    public S3Response run(S3Request request, RequestBody body) throws S3Exception, NameException, UfsException {
        tags.require(request);
        writer.setTags(Target.object(request), Map.of());
        return new S3Response.Empty(204, new ResponseHeaders());
    }
}
