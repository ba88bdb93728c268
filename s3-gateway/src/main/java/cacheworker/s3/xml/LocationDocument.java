package cacheworker.s3.xml;

/** {@code LocationConstraint}, the answer of GetBucketLocation. */
public final class LocationDocument {
    private LocationDocument() {}

    /**
     * Writes the document.
     *
     * @param region the region; {@code us-east-1} is shown as an empty element, as S3 does
     * @return the document
     */
    public static byte[] of(String region) {
        return XmlWriter.document("LocationConstraint", xml -> {
            if (!region.equals("us-east-1")) {
                xml.text(region);
            }
        });
    }
}
