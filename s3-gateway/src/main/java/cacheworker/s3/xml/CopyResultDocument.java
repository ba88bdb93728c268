package cacheworker.s3.xml;

import cacheworker.s3.response.ObjectHeaders;

/** The answers of CopyObject and UploadPartCopy. */
public final class CopyResultDocument {
    private CopyResultDocument() {}

    /**
     * {@code CopyObjectResult}.
     *
     * @param etag the new object's ETag, without quotes
     * @param lastModifiedMillis when it was made
     * @return the document
     */
    public static byte[] ofObject(String etag, long lastModifiedMillis) {
        return of("CopyObjectResult", etag, lastModifiedMillis);
    }

    /**
     * {@code CopyPartResult}.
     *
     * @param etag the part's ETag, without quotes
     * @param lastModifiedMillis when it was made
     * @return the document
     */
    public static byte[] ofPart(String etag, long lastModifiedMillis) {
        return of("CopyPartResult", etag, lastModifiedMillis);
    }

    private static byte[] of(String root, String etag, long lastModifiedMillis) {
        return XmlWriter.document(root, xml -> {
            xml.timestamp("LastModified", lastModifiedMillis);
            xml.element("ETag", ObjectHeaders.quoted(etag));
        });
    }
}
