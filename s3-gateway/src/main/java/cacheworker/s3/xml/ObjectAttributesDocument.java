package cacheworker.s3.xml;

import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.ufs.UfsParts;
import cacheworker.core.ufs.UfsStatus;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GetObjectAttributesResponse}. */
public final class ObjectAttributesDocument {
    /** Attributes that can be asked for. */
    public static final Set<String> NAMES = Set.of("ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize");

    /**
     * Which of the parts are shown.
     *
     * @param marker those with higher numbers
     * @param most at most so many, 0 or more
     */
    public record PartsPage(int marker, int most) {}

    private ObjectAttributesDocument() {}

    /**
     * Writes the document.
     *
     * @param object the object
     * @param parts its parts
     * @param wanted the attributes asked for, of {@link #NAMES}
     * @param page which of its parts
     * @return the document
     */
    public static byte[] of(UfsStatus object, UfsParts parts, Set<String> wanted, PartsPage page) {
        UfsChecksum checksum = object.content().checksum();
        return XmlWriter.document("GetObjectAttributesResponse", xml -> {
            if (wanted.contains("ETag")) {
                xml.element("ETag", object.etag());
            }
            if (wanted.contains("Checksum") && checksum != null) {
                xml.element("Checksum", one -> ChecksumElements.ofObject(one, checksum));
            }
            if (wanted.contains("ObjectParts") && parts.count() > 0) {
                xml.element("ObjectParts", one -> writeParts(one, checksum, parts, page));
            }
            if (wanted.contains("StorageClass")) {
                xml.element("StorageClass", "STANDARD");
            }
            if (wanted.contains("ObjectSize")) {
                xml.element("ObjectSize", object.length());
            }
        });
    }

    /** As S3 does, parts are shown one by one only when they were uploaded with checksums. */
    private static void writeParts(XmlWriter xml, @Nullable UfsChecksum checksum, UfsParts parts, PartsPage page) {
        int last = (int) Math.min(parts.count(), (long) page.marker() + page.most());
        xml.element("PartsCount", parts.count());
        xml.element("PartNumberMarker", page.marker());
        xml.element("NextPartNumberMarker", Math.max(page.marker(), last));
        xml.element("MaxParts", page.most());
        xml.element("IsTruncated", last < parts.count());
        for (int number = page.marker() + 1; number <= last; number++) {
            String value = parts.checksum(number);
            if (checksum != null && value != null) {
                int shown = number;
                xml.element("Part", one -> {
                    one.element("PartNumber", shown);
                    one.element("Size", parts.range(shown).length());
                    ChecksumElements.value(one, checksum.algorithm(), value);
                });
            }
        }
    }
}
