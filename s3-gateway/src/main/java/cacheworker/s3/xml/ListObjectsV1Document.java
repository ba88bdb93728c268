package cacheworker.s3.xml;

import org.jspecify.annotations.Nullable;

/** {@code ListBucketResult} as ListObjects, version 1, answers it. */
public final class ListObjectsV1Document {
    private ListObjectsV1Document() {}

    /**
     * Writes the document. {@code NextMarker} is shown only when the page is cut and a delimiter was given: else the
     * last key is where clients go on.
     *
     * @param listing the page
     * @param marker the marker asked for, empty when there was none
     * @param nextMarker where the next page begins, or null at the end
     * @param owner the owner of every object
     * @return the document
     */
    public static byte[] of(Listing listing, String marker, @Nullable String nextMarker, Owner owner) {
        return XmlWriter.document("ListBucketResult", xml -> {
            listing.writeHead(xml);
            xml.element("Marker", listing.name(marker));
            if (listing.truncated() && listing.delimiter() != null && nextMarker != null) {
                xml.element("NextMarker", listing.name(nextMarker));
            }
            listing.writeEntries(xml, owner);
        });
    }
}
