package cacheworker.s3.xml;

import cacheworker.core.mount.Bucket;
import java.util.List;

/** {@code ListAllMyBucketsResult}, the answer of ListBuckets. */
public final class BucketsDocument {
    private BucketsDocument() {}

    /**
     * Writes the document.
     *
     * @param owner the owner of all buckets
     * @param buckets the buckets, in the order to be shown
     * @return the document
     */
    public static byte[] of(Owner owner, List<Bucket> buckets) {
        return XmlWriter.document("ListAllMyBucketsResult", xml -> {
            owner.write(xml);
            xml.element("Buckets", list -> {
                for (Bucket bucket : buckets) {
                    list.element("Bucket", one -> {
                        one.element("Name", bucket.name());
                        one.timestamp("CreationDate", bucket.createdMillis());
                    });
                }
            });
        });
    }
}
