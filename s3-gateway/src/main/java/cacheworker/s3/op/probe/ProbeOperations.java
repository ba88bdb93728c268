package cacheworker.s3.op.probe;

import cacheworker.core.mount.Namespace;
import cacheworker.core.read.ObjectReader;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.op.Operation;
import cacheworker.s3.op.OperationOptions;
import cacheworker.s3.op.S3Op;
import java.util.EnumMap;
import java.util.Map;

/** Which class answers which of the rows that clients only ask about. */
public final class ProbeOperations {
    private ProbeOperations() {}

    /**
     * The operations of a worker.
     *
     * @param namespace its buckets
     * @param reader reads its objects
     * @param options what the operator may choose
     * @return one for each row of this kind
     */
    public static Map<S3Op, Operation> of(Namespace namespace, ObjectReader reader, OperationOptions options) {
        Map<S3Op, Operation> rows = new EnumMap<>(S3Op.class);
        rows.put(S3Op.GET_BUCKET_LOCATION, new GetBucketLocation(namespace, options.region()));
        rows.put(S3Op.GET_BUCKET_VERSIONING, new GetBucketVersioning(namespace));
        rows.put(S3Op.GET_BUCKET_REQUEST_PAYMENT, new GetBucketRequestPayment(namespace));
        rows.put(S3Op.GET_BUCKET_ACL, new GetBucketAcl(namespace, options.owner()));
        rows.put(S3Op.GET_OBJECT_ACL, new GetObjectAcl(reader, options.owner()));
        Map<S3Op, S3ErrorCode> missing = Map.of(
                S3Op.GET_BUCKET_POLICY, S3ErrorCode.NO_SUCH_BUCKET_POLICY,
                S3Op.GET_BUCKET_POLICY_STATUS, S3ErrorCode.NO_SUCH_BUCKET_POLICY,
                S3Op.GET_BUCKET_CORS, S3ErrorCode.NO_SUCH_CORS_CONFIGURATION,
                S3Op.GET_BUCKET_LIFECYCLE, S3ErrorCode.NO_SUCH_LIFECYCLE_CONFIGURATION,
                S3Op.GET_BUCKET_WEBSITE, S3ErrorCode.NO_SUCH_WEBSITE_CONFIGURATION,
                S3Op.GET_BUCKET_ENCRYPTION, S3ErrorCode.NO_ENCRYPTION_CONFIGURATION,
                S3Op.GET_OBJECT_LOCK_CONFIGURATION, S3ErrorCode.NO_OBJECT_LOCK_CONFIGURATION,
                S3Op.GET_PUBLIC_ACCESS_BLOCK, S3ErrorCode.NO_SUCH_PUBLIC_ACCESS_BLOCK,
                S3Op.GET_BUCKET_OWNERSHIP_CONTROLS, S3ErrorCode.NO_OWNERSHIP_CONTROLS,
                S3Op.GET_BUCKET_REPLICATION, S3ErrorCode.NO_REPLICATION_CONFIGURATION);
        missing.forEach((row, code) -> rows.put(row, new NotSetUp(namespace, code)));
        return rows;
    }
}
