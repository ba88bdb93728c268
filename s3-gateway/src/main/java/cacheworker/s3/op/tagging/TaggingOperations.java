package cacheworker.s3.op.tagging;

import cacheworker.core.mount.BucketTags;
import cacheworker.core.mount.Namespace;
import cacheworker.core.read.ObjectReader;
import cacheworker.core.write.ObjectWriter;
import cacheworker.s3.op.DocumentReader;
import cacheworker.s3.op.Operation;
import cacheworker.s3.op.OperationOptions;
import cacheworker.s3.op.RequestTags;
import cacheworker.s3.op.S3Op;
import java.util.EnumMap;
import java.util.Map;

/** Which class answers which of the rows on tags. */
public final class TaggingOperations {
    private TaggingOperations() {}

    /**
     * The operations of a worker.
     *
     * @param namespace its buckets
     * @param documents reads bodies that are documents; the same one for all operations
     * @param reader finds its objects
     * @param writer changes their tags
     * @param options what the operator may choose
     * @return one for each row on tags
     */
    public static Map<S3Op, Operation> of(
            Namespace namespace,
            DocumentReader documents,
            ObjectReader reader,
            ObjectWriter writer,
            OperationOptions options) {
        RequestTags tags = new RequestTags(namespace, options.tags());
        BucketTags buckets = new BucketTags(namespace);
        Map<S3Op, Operation> rows = new EnumMap<>(S3Op.class);
        rows.put(S3Op.GET_BUCKET_TAGGING, new GetBucketTagging(tags, buckets));
        rows.put(S3Op.PUT_BUCKET_TAGGING, new PutBucketTagging(tags, documents, buckets));
        rows.put(S3Op.DELETE_BUCKET_TAGGING, new DeleteBucketTagging(tags, buckets));
        rows.put(S3Op.GET_OBJECT_TAGGING, new GetObjectTagging(tags, reader));
        rows.put(S3Op.PUT_OBJECT_TAGGING, new PutObjectTagging(tags, documents, writer));
        rows.put(S3Op.DELETE_OBJECT_TAGGING, new DeleteObjectTagging(tags, writer));
        return rows;
    }
}
