package cacheworker.s3.op;

import cacheworker.core.mount.NameException;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.write.ObjectWriter;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.request.WriteCondition;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;

/**
 * {@code DELETE /bucket/key}: deletes an object. One that is not there is deleted already, unless the request wants it
 * to be there by {@code If-Match}.
 */
final class DeleteObject implements Operation {
    private final ObjectWriter writer;

    DeleteObject(ObjectWriter writer) {
        this.writer = writer;
    }

    @Override
    public S3Response run(S3Request request, RequestBody body)
            throws MalformedRequestException, NameException, UfsException {
        writer.delete(Target.object(request), WriteCondition.of(request));
        return new S3Response.Empty(204, new ResponseHeaders());
    }
}
