package cacheworker.s3.op;

import cacheworker.core.mount.NameException;
import cacheworker.core.mount.Namespace;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.request.UploadBody;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import cacheworker.s3.xml.CreateBucketConfiguration;
import java.io.IOException;

/** {@code PUT /bucket}: makes a bucket. Any region is taken: there is only one. */
final class CreateBucket implements Operation {
    private final Namespace namespace;

    CreateBucket(Namespace namespace) {
        this.namespace = namespace;
    }

    @Override
    public S3Response run(S3Request request, RequestBody body)
            throws MalformedRequestException, NameException, IOException {
        String bucket = Target.bucket(request);
        byte[] document = UploadBody.open(request, body).readAll(CreateBucketConfiguration.MAX_BYTES);
        CreateBucketConfiguration.read(document);
        namespace.createBucket(bucket);
        return new S3Response.Empty(200, new ResponseHeaders().add("Location", "/" + bucket));
    }
}
