package cacheworker.s3.op.multipart;

import cacheworker.core.mount.NameException;
import cacheworker.core.mount.Namespace;
import cacheworker.core.ufs.UfsException;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.op.Operation;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import cacheworker.s3.xml.Owner;

/** {@code GET /bucket?uploads}: a page of the uploads in parts that are under way. */
final class ListMultipartUploads implements Operation {
    private final Namespace namespace;
    private final Owner owner;

    ListMultipartUploads(Namespace namespace, Owner owner) {
        this.namespace = namespace;
        this.owner = owner;
    }

    @Override
    public S3Response run(S3Request request, RequestBody body) throws S3Exception, NameException, UfsException {
        UploadListing listing = new UploadListing(request);
        return new S3Response.Xml(
                200, new ResponseHeaders(), listing.read(namespace).document(owner));
    }
}
