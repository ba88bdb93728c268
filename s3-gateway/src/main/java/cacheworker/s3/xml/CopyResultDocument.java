package cacheworker.s3.xml;

import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsPart;
import cacheworker.s3.response.ObjectHeaders;
import org.jspecify.annotations.Nullable;

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
        return of("CopyObjectResult", content.etag(), lastModifiedMillis, content.checksum());
    }

    /**
     * {@code CopyPartResult}.
     *
     * @param part the part
     * @return the document
     */
    public static byte[] ofPart(UfsPart part) {
        return of("CopyPartResult", part.etag(), part.lastModifiedMillis(), part.checksum());
    }

    private static byte[] of(String root, String etag, long lastModifiedMillis, @Nullable UfsChecksum checksum) {
        return XmlWriter.document(root, xml -> {
            xml.timestamp("LastModified", lastModifiedMillis);
            xml.element("ETag", ObjectHeaders.quoted(etag));
            ChecksumElements.ofPart(xml, checksum);
        });
    }
}
