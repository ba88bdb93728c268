package cacheworker.s3.xml;

import cacheworker.core.base.ObjectKey;
import cacheworker.core.ufs.UfsChecksumKind;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsPart;
import cacheworker.s3.response.ObjectHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operations on multipart uploads answer. */
public final class UploadDocuments {
    private UploadDocuments() {}

    /**
     * {@code InitiateMultipartUploadResult}.
     *
     * @param bucket the bucket
     * @param key the key
     * @param uploadId the id of the new upload
     * @return the document
     */
    public static byte[] begun(String bucket, String key, String uploadId) {
        return XmlWriter.document("InitiateMultipartUploadResult", xml -> {
            xml.element("Bucket", bucket);
            xml.element("Key", key);
            xml.element("UploadId", uploadId);
        });
    }

    /**
     * {@code CompleteMultipartUploadResult}.
     *
     * @param location the address of the object
     * @param bucket the bucket
     * @param key the key
     * @param content the object's ETag and checksum
     * @return the document
     */
    public static byte[] completed(String location, String bucket, String key, UfsContent content) {
        return XmlWriter.document("CompleteMultipartUploadResult", xml -> {
            xml.element("Location", location);
            xml.element("Bucket", bucket);
            xml.element("Key", key);
            xml.element("ETag", ObjectHeaders.quoted(content.etag()));
            ChecksumElements.ofObject(xml, content.checksum());
        });
    }

    /**
     * A page of the parts of an upload.
     *
     * @param key bucket and key
     * @param uploadId the upload
     * @param marker the part number that the page begins behind
     * @param maxParts the most parts that it may have
     * @param truncated whether another page follows
     * @param parts the parts, by ascending number
     * @param kind which checksum the upload was begun with; null for none in particular
     */
    public record PartsPage(
            ObjectKey key,
            String uploadId,
            int marker,
            int maxParts,
            boolean truncated,
            List<UfsPart> parts,
            @Nullable UfsChecksumKind kind) {
        /** Copies the list. */
        public PartsPage {
            parts = List.copyOf(parts);
        }
    }

    /**
     * {@code ListPartsResult}.
     *
     * @param page what to show
     * @param owner who began the upload
     * @return the document
     */
    public static byte[] parts(PartsPage page, Owner owner) {
        int next = page.parts().isEmpty()
                ? 0
                : page.parts().get(page.parts().size() - 1).number();
        return XmlWriter.document("ListPartsResult", xml -> {
            xml.element("Bucket", page.key().bucket());
            xml.element("Key", page.key().key());
            xml.element("UploadId", page.uploadId());
            xml.element("PartNumberMarker", page.marker());
            xml.element("NextPartNumberMarker", next);
            xml.element("MaxParts", page.maxParts());
            xml.element("IsTruncated", page.truncated());
            ChecksumElements.ofUpload(xml, page.kind());
            page.parts().forEach(part -> xml.element("Part", one -> writePart(one, part)));
            owner.writeInitiator(xml);
            owner.write(xml);
            xml.element("StorageClass", "STANDARD");
        });
    }

    private static void writePart(XmlWriter xml, UfsPart part) {
        xml.element("PartNumber", part.number());
        xml.timestamp("LastModified", part.lastModifiedMillis());
        xml.element("ETag", ObjectHeaders.quoted(part.etag()));
        xml.element("Size", part.length());
        ChecksumElements.ofPart(xml, part.checksum());
    }
}
