package cacheworker.s3.xml;

import org.jspecify.annotations.Nullable;

/** {@code ListBucketResult} as ListObjectsV2 answers it. */
public final class ListObjectsV2Document {
    /**
     * What version 2 has of its own.
     *
     * @param startAfter the key asked to start behind, or null
     * @param continuationToken the token that was sent, or null
     * @param nextContinuationToken the token of the next page; not null exactly when the listing is truncated
     * @param owner the owner of every object when {@code fetch-owner} was asked for, else null
     */
    public record Position(
            @Nullable String startAfter,
            @Nullable String continuationToken,
            @Nullable String nextContinuationToken,
            @Nullable Owner owner) {}

    private ListObjectsV2Document() {}

    /**
     * Writes the document. {@code StartAfter} is echoed also beside a token: no client minds, and one test suite for S3
     * servers wants it.
     *
     * @param listing the page
     * @param position where it stands
     * @return the document
     */
    public static byte[] of(Listing listing, Position position) {
        if (listing.truncated() != (position.nextContinuationToken() != null)) {
            throw new IllegalArgumentException("truncated = " + listing.truncated() + ", next token = "
                    + position.nextContinuationToken() + ": clients loop or fail when the two disagree");
        }
        String startAfter = position.startAfter();
        return XmlWriter.document("ListBucketResult", xml -> {
            listing.writeHead(xml);
            xml.element("KeyCount", listing.entries().size());
            if (startAfter != null) {
                xml.element("StartAfter", listing.name(startAfter));
            }
            xml.elementIfPresent("ContinuationToken", position.continuationToken());
            xml.elementIfPresent("NextContinuationToken", position.nextContinuationToken());
            listing.writeEntries(xml, position.owner());
        });
    }
}
