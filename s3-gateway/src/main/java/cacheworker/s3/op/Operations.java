package cacheworker.s3.op;

import cacheworker.core.mount.Namespace;
import cacheworker.core.read.ObjectReader;
import cacheworker.core.write.ObjectWriter;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/** Which class answers which row of the table. Immutable. */
public final class Operations {
    private final Map<S3Op, Operation> byRow;

    /**
     * Operations by row.
     *
     * @param byRow one for every row
     */
    public Operations(Map<S3Op, Operation> byRow) {
        this.byRow = new EnumMap<>(byRow);
        for (S3Op row : S3Op.values()) {
            if (!byRow.containsKey(row)) {
                throw new IllegalArgumentException("no operation for " + row);
            }
        }
    }

    /**
     * The operations on buckets and on whole objects.
     *
     * @param namespace its buckets
     * @param documents reads bodies that are documents; the same one for all operations
     * @param reader reads its objects
     * @param writer writes its objects
     * @param options what the operator may choose
     * @param clock the time, for conditions
     * @return one for each row on buckets and whole objects
     */
    public static Map<S3Op, Operation> plain(
            Namespace namespace,
            DocumentReader documents,
            ObjectReader reader,
            ObjectWriter writer,
            OperationOptions options,
            InstantSource clock) {
        RequestTags tags = new RequestTags(namespace, options.tags());
        ListingPages pages = new ListingPages(reader, options.listsFolders());
        Map<S3Op, Operation> rows = new EnumMap<>(S3Op.class);
        rows.put(S3Op.LIST_BUCKETS, new ListBuckets(namespace, options));
        rows.put(S3Op.CREATE_BUCKET, new CreateBucket(namespace, documents));
        rows.put(S3Op.HEAD_BUCKET, new HeadBucket(namespace, options.region()));
        rows.put(S3Op.DELETE_BUCKET, new DeleteBucket(namespace));
        rows.put(S3Op.DELETE_OBJECTS, new DeleteObjects(namespace, documents, writer));
        rows.put(S3Op.LIST_OBJECTS_V2, new ListObjectsV2(pages, options.owner()));
        rows.put(S3Op.LIST_OBJECTS, new ListObjects(pages, options.owner()));
        rows.put(S3Op.GET_OBJECT, new GetObject(reader, clock));
        rows.put(S3Op.HEAD_OBJECT, new HeadObject(reader, clock));
        rows.put(S3Op.GET_OBJECT_ATTRIBUTES, new GetObjectAttributes(reader));
        CopySources sources = new CopySources(reader, clock);
        rows.put(S3Op.COPY_OBJECT, new CopyObject(sources, writer, tags, options.metadataLimit()));
        rows.put(S3Op.PUT_OBJECT, new PutObject(writer, tags, options.metadataLimit()));
        rows.put(S3Op.DELETE_OBJECT, new DeleteObject(writer));
        return rows;
    }

    /**
     * The operation of a row.
     *
     * @param row the row
     * @return its operation
     */
    public Operation of(S3Op row) {
        Operation operation = byRow.get(row);
        if (operation == null) {
            throw new IllegalStateException("no operation for " + row);
        }
        return operation;
    }
}
