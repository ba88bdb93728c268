package cacheworker.s3.op.multipart;

import cacheworker.core.mount.NameException;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.write.MultipartWriter;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.op.Operation;
import cacheworker.s3.op.QueryParameters;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import cacheworker.s3.xml.Owner;
import cacheworker.s3.xml.UploadDocuments;
import cacheworker.s3.xml.UploadDocuments.PartsPage;
import java.util.List;

/** {@code GET /bucket/key?uploadId=ID}: a page of the parts of an upload. */
final class ListParts implements Operation {
    private static final int MOST = 1000;

    private final MultipartWriter writer;
    private final Owner owner;

    ListParts(MultipartWriter writer, Owner owner) {
        this.writer = writer;
        this.owner = owner;
    }

    @Override
    public S3Response run(S3Request request, RequestBody body) throws S3Exception, NameException, UfsException {
        UploadTarget target = UploadTarget.of(request);
        int most = QueryParameters.pageSize(request, "max-parts", MOST);
        int marker = QueryParameters.number(request, "part-number-marker");
        try {
            List<UfsPart> parts = writer.parts(target.key(), target.uploadId(), marker, most + 1);
            boolean more = parts.size() > most;
            PartsPage page = new PartsPage(
                    target.key(),
                    target.uploadId(),
                    marker,
                    most,
                    more && most > 0,
                    more ? parts.subList(0, most) : parts,
                    writer.checksumKind(target.key(), target.uploadId()));
            return new S3Response.Xml(200, new ResponseHeaders(), UploadDocuments.parts(page, owner));
        } catch (UfsException e) {
            throw target.named(e);
        }
    }
}
