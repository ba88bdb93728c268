package cacheworker.s3.op.multipart;

import cacheworker.core.mount.Namespace;
import cacheworker.core.read.ObjectReader;
import cacheworker.core.write.MultipartWriter;
import cacheworker.s3.op.CopySources;
import cacheworker.s3.op.DocumentReader;
import cacheworker.s3.op.Operation;
import cacheworker.s3.op.OperationOptions;
import cacheworker.s3.op.RequestTags;
import cacheworker.s3.op.S3Op;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/** Which class answers which of the rows on uploads in parts. */
public final class MultipartOperations {
    private MultipartOperations() {}

    /**
     * The operations of a worker.
     *
     * @param namespace its buckets
     * @param documents reads bodies that are documents; the same one for all operations
     * @param reader reads its objects
     * @param writer writes objects in parts
     * @param options what the operator may choose
     * @param clock the time, for conditions
     * @return one for each row on uploads in parts
     */
    public static Map<S3Op, Operation> of(
            Namespace namespace,
            DocumentReader documents,
            ObjectReader reader,
            MultipartWriter writer,
            OperationOptions options,
            InstantSource clock) {
        Map<S3Op, Operation> rows = new EnumMap<>(S3Op.class);
        rows.put(S3Op.LIST_MULTIPART_UPLOADS, new ListMultipartUploads(namespace, options.owner()));
        RequestTags tags = new RequestTags(namespace, options.tags());
        rows.put(S3Op.CREATE_MULTIPART_UPLOAD, new CreateMultipartUpload(writer, tags, options.metadataLimit()));
        rows.put(S3Op.UPLOAD_PART_COPY, new UploadPartCopy(new CopySources(reader, clock), writer));
        rows.put(S3Op.UPLOAD_PART, new UploadPart(writer));
        rows.put(
                S3Op.COMPLETE_MULTIPART_UPLOAD,
                new CompleteMultipartUpload(namespace, documents, reader, writer, options.smallestPart()));
        rows.put(S3Op.ABORT_MULTIPART_UPLOAD, new AbortMultipartUpload(writer));
        rows.put(S3Op.LIST_PARTS, new ListParts(writer, options.owner()));
        return rows;
    }
}
