package cacheworker.s3.xml;

import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsPart;
import cacheworker.s3.response.ObjectHeaders;

/** The answers of CopyObject and UploadPartCopy. */
public final class CopyResultDocument {
    private CopyResultDocument() {}

    /**
     * {@code CopyObjectResult}.
     *
     * @param content the new object's ETag and checksum
     * @param lastModifiedMillis when it was made
     * @return the document
     */
    public static byte[] ofObject(UfsContent content, long lastModifiedMillis) {
        return XmlWriter.document("CopyObjectResult", xml -> {
            xml.timestamp("LastModified", lastModifiedMillis);
            xml.element("ETag", ObjectHeaders.quoted(content.etag()));
            ChecksumElements.ofObject(xml, content.checksum());
        });
    }

    /**
     * {@code CopyPartResult}.
     *
     * @param part the part
     * @return the document
     */
    public static byte[] ofPart(UfsPart part) {
        return XmlWriter.document("CopyPartResult", xml -> {
            xml.timestamp("LastModified", part.lastModifiedMillis());
            xml.element("ETag", ObjectHeaders.quoted(part.etag()));
            ChecksumElements.ofPart(xml, part.checksum());
        });
    }
}
