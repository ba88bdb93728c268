package cacheworker.s3.op;

import cacheworker.core.mount.Namespace;
import cacheworker.core.ufs.UfsException;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import cacheworker.s3.xml.BucketsDocument;
import cacheworker.s3.xml.Owner;

/** {@code GET /}: all buckets. */
final class ListBuckets implements Operation {
    private final Namespace namespace;
    private final Owner owner;

    ListBuckets(Namespace namespace, Owner owner) {
        this.namespace = namespace;
        this.owner = owner;
    }

    @Override
    public S3Response run(S3Request request, RequestBody body) throws UfsException {
        return new S3Response.Xml(200, new ResponseHeaders(), BucketsDocument.of(owner, namespace.buckets()));
    }
}
