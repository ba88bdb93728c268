package cacheworker.s3.op.tagging;

import cacheworker.core.mount.NameException;
import cacheworker.core.read.ObjectReader;
import cacheworker.core.ufs.UfsException;
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

/** {@code GET /bucket/key?tagging}: the tags of an object; an empty set when it has none. */
final class GetObjectTagging implements Operation {
    private final RequestTags tags;
    private final ObjectReader reader;

    GetObjectTagging(RequestTags tags, ObjectReader reader) {
        this.tags = tags;
        this.reader = reader;
    }

    @Override
    public S3Response run(S3Request request, RequestBody body) throws S3Exception, NameException, UfsException {
        tags.require(request);
        Map<String, String> all = tags.of(reader.find(Target.object(request)));
        return new S3Response.Xml(200, new ResponseHeaders(), TaggingDocument.of(all));
    }
}
