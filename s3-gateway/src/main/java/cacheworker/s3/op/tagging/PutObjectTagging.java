package cacheworker.s3.op.tagging;

import cacheworker.core.mount.NameException;
import cacheworker.core.write.ObjectWriter;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.op.DocumentReader;
import cacheworker.s3.op.Operation;
import cacheworker.s3.op.RequestTags;
import cacheworker.s3.op.Target;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.request.UploadBody;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import cacheworker.s3.xml.TaggingDocument;
import java.io.IOException;

/** {@code PUT /bucket/key?tagging}: gives an object these tags instead of those that it has. */
final class PutObjectTagging implements Operation {
    private final RequestTags tags;
    private final DocumentReader documents;
    private final ObjectWriter writer;

    PutObjectTagging(RequestTags tags, DocumentReader documents, ObjectWriter writer) {
        this.tags = tags;
        this.documents = documents;
        this.writer = writer;
    }

    @Override
    public S3Response run(S3Request request, RequestBody raw)
            throws S3Exception, MalformedRequestException, NameException, IOException {
        tags.require(request);
        UploadBody body = UploadBody.open(request, raw);
        try (DocumentReader.Document document = documents.read(body, TaggingDocument.MAX_BYTES)) {
            writer.setTags(Target.object(request), TaggingDocument.read(document.bytes(), tags.rules()));
        }
        return new S3Response.Empty(200, new ResponseHeaders());
    }
}
