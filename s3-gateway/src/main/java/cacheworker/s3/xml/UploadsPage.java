package cacheworker.s3.xml;

import cacheworker.core.ufs.UfsUpload;
import cacheworker.s3.request.PercentCoding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ListMultipartUploadsResult}: one page of uploads and common prefixes.
 *
 * @param query what was asked for
 * @param truncated whether another page follows
 * @param uploads uploads, by key
 * @param commonPrefixes common prefixes, in order
 * @param nextKeyMarker where the next page begins; empty when there is none
 * @param nextIdMarker the upload id that goes with it; empty behind a common prefix
 */
public record UploadsPage(
        Query query,
        boolean truncated,
        List<UfsUpload> uploads,
        List<String> commonPrefixes,
        String nextKeyMarker,
        String nextIdMarker) {
    /**
     * What to list, as it is echoed.
     *
     * @param bucket the bucket
     * @param prefix the prefix asked for, empty when there was none
     * @param delimiter the delimiter asked for, empty when there was none
     * @param keyMarker the marker asked for, empty when there was none
     * @param idMarker the upload id that goes with it, empty when there was none
     * @param maxUploads the most entries that the page may have
     * @param urlEncoding whether names are percent-encoded
     */
    public record Query(
            String bucket,
            String prefix,
            String delimiter,
            String keyMarker,
            String idMarker,
            int maxUploads,
            boolean urlEncoding) {
        /**
         * The common prefix that a key is rolled up to.
         *
         * @param key a key
         * @return the common prefix, or null when it is not rolled up
         */
        public @Nullable String commonPrefixOf(String key) {
            if (delimiter.isEmpty() || !key.startsWith(prefix)) {
                return null;
            }
            int at = key.indexOf(delimiter, prefix.length());
            return at < 0 ? null : key.substring(0, at + delimiter.length());
        }

        private void write(XmlWriter xml) {
            xml.element("Bucket", bucket);
            xml.element("KeyMarker", name(keyMarker));
            xml.element("UploadIdMarker", idMarker);
            xml.element("Prefix", name(prefix));
            xml.elementIfPresent("Delimiter", delimiter.isEmpty() ? null : name(delimiter));
            xml.element("MaxUploads", maxUploads);
            xml.elementIfPresent("EncodingType", urlEncoding ? "url" : null);
        }

        private String name(String text) {
            return urlEncoding ? PercentCoding.encode(text) : text;
        }
    }

    /** Copies the lists. */
    public UploadsPage {
        uploads = List.copyOf(uploads);
        commonPrefixes = List.copyOf(commonPrefixes);
    }

    /**
     * Writes the document.
     *
     * @param owner who began the uploads
     * @return the document
     */
    public byte[] document(Owner owner) {
        return XmlWriter.document("ListMultipartUploadsResult", xml -> {
            query.write(xml);
            if (truncated) {
                xml.element("NextKeyMarker", query.name(nextKeyMarker));
                xml.element("NextUploadIdMarker", nextIdMarker);
            }
            xml.element("IsTruncated", truncated);
            uploads.forEach(upload -> xml.element("Upload", one -> write(one, upload, owner)));
            commonPrefixes.forEach(
                    common -> xml.element("CommonPrefixes", one -> one.element("Prefix", query.name(common))));
        });
    }

    private void write(XmlWriter xml, UfsUpload upload, Owner owner) {
        xml.element("Key", query.name(upload.path()));
        xml.element("UploadId", upload.uploadId());
        owner.writeInitiator(xml);
        owner.write(xml);
        xml.element("StorageClass", "STANDARD");
        xml.timestamp("Initiated", upload.begunMillis());
    }
}
