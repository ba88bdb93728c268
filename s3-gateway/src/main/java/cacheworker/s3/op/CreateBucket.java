package cacheworker.s3.op;

import cacheworker.core.mount.NameException;
import cacheworker.core.mount.Namespace;
import cacheworker.s3.error.S3Exception;
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
    private final DocumentReader documents;

    CreateBucket(Namespace namespace, DocumentReader documents) {
        this.namespace = namespace;
        this.documents = documents;
    }

    @Override
    public S3Response run(S3Request request, RequestBody body)
            throws S3Exception, MalformedRequestException, NameException, IOException {
        String bucket = Target.bucket(request);
        UploadBody upload = UploadBody.open(request, body);
        try (DocumentReader.Document document = documents.read(upload, CreateBucketConfiguration.MAX_BYTES)) {
            CreateBucketConfiguration.read(document.bytes());
        }
        namespace.createBucket(bucket);
        return new S3Response.Empty(200, new ResponseHeaders().add("Location", "/" + bucket));
    }
}
