package cacheworker.s3.xml;

import cacheworker.core.mount.Bucket;

/** {@code ListAllMyBucketsResult}, the answer of ListBuckets. */
public final class BucketsDocument {
    private BucketsDocument() {}

    /**
     * Writes the document.
     *
     * @param owner the owner of all buckets
     * @param page the buckets
     * @return the document
     */
    public static byte[] of(Owner owner, BucketsPage page) {
        return XmlWriter.document("ListAllMyBucketsResult", xml -> {
            owner.write(xml);
            xml.element("Buckets", list -> {
                for (Bucket bucket : page.buckets()) {
                    list.element("Bucket", one -> {
                        one.element("Name", bucket.name());
                        one.timestamp("CreationDate", bucket.createdMillis());
                        if (!page.region().isEmpty()) {
                            one.element("BucketRegion", page.region());
                        }
                    });
                }
            });
            if (!page.prefix().isEmpty()) {
                xml.element("Prefix", page.prefix());
            }
            if (!page.next().isEmpty()) {
                xml.element("ContinuationToken", page.next());
            }
        });
    }
}
