package cacheworker.s3.op.probe;

import cacheworker.core.mount.NameException;
import cacheworker.core.read.ObjectReader;
import cacheworker.core.ufs.UfsException;
import cacheworker.s3.op.Operation;
import cacheworker.s3.op.Target;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import cacheworker.s3.xml.BucketSettings;
import cacheworker.s3.xml.Owner;

/** {@code GET /bucket/key?acl}: the owner may do everything with an object that is there. */
final class GetObjectAcl implements Operation {
    private final ObjectReader reader;
    private final Owner owner;

    GetObjectAcl(ObjectReader reader, Owner owner) {
        this.reader = reader;
        this.owner = owner;
    }

    @Override
    public S3Response run(S3Request request, RequestBody body) throws NameException, UfsException {
        reader.find(Target.object(request));
        return new S3Response.Xml(200, new ResponseHeaders(), BucketSettings.fullControl(owner));
    }
}
