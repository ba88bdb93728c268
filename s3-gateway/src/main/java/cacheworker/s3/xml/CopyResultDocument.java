package cacheworker.s3.xml;

import cacheworker.s3.response.ObjectHeaders;

/** {@code CopyObjectResult}, the answer of CopyObject. */
public final class CopyResultDocument {
    private CopyResultDocument() {}

    /**
     * Writes the document.
     *
     * @param etag the new object's ETag, without quotes
     * @param lastModifiedMillis when it was made
     * @return the document
     */
    public static byte[] of(String etag, long lastModifiedMillis) {
        return XmlWriter.document("CopyObjectResult", xml -> {
            xml.timestamp("LastModified", lastModifiedMillis);
            xml.element("ETag", ObjectHeaders.quoted(etag));
        });
    }
}
