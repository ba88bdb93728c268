package cacheworker.s3.op.probe;

import cacheworker.core.mount.NameException;
import cacheworker.core.mount.Namespace;
import cacheworker.core.ufs.UfsException;
import cacheworker.s3.op.Operation;
import cacheworker.s3.op.Target;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import cacheworker.s3.xml.LocationDocument;

/** {@code GET /bucket?location}: the region, which some clients ask for before anything else. */
final class GetBucketLocation implements Operation {
    private final Namespace namespace;
    private final String region;

    GetBucketLocation(Namespace namespace, String region) {
        this.namespace = namespace;
        this.region = region;
    }

    @Override
    public S3Response run(S3Request request, RequestBody body) throws NameException, UfsException {
        namespace.requireBucket(Target.bucket(request));
        return new S3Response.Xml(200, new ResponseHeaders(), LocationDocument.of(region));
    }
}
