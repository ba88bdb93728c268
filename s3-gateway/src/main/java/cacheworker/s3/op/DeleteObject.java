package cacheworker.s3.op;

import cacheworker.core.base.ObjectKey;
import cacheworker.core.mount.NameException;
import cacheworker.core.mount.Namespace;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.write.ObjectWriter;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;

/** {@code DELETE /bucket/key}: deletes an object. One that is not there is deleted already. */
final class DeleteObject implements Operation {
    private final Namespace namespace;
    private final ObjectWriter writer;

    DeleteObject(Namespace namespace, ObjectWriter writer) {
        this.namespace = namespace;
        this.writer = writer;
    }

    @Override
    public S3Response run(S3Request request, RequestBody body) throws NameException, UfsException {
        ObjectKey key = Target.object(request);
        namespace.bucket(key.bucket());
        writer.delete(key);
        return new S3Response.Empty(204, new ResponseHeaders());
    }
}
