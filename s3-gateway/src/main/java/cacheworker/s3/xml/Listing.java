package cacheworker.s3.xml;

import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.s3.request.PercentCoding;
import cacheworker.s3.response.ObjectHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What both versions of {@code ListBucketResult} share: the request as it is echoed, and one page of entries.
 *
 * @param bucket the bucket
 * @param prefix the prefix asked for, empty when there was none
 * @param delimiter the delimiter asked for, or null
 * @param maxKeys the most entries that a page may have
 * @param urlEncoding whether names are percent-encoded
 * @param truncated whether another page follows
 * @param entries objects and common prefixes, in UTF-8 order; none that XML cannot carry, unless {@code urlEncoding}
 */
public record Listing(
        String bucket,
        String prefix,
        @Nullable String delimiter,
        int maxKeys,
        boolean urlEncoding,
        boolean truncated,
        List<UfsEntry> entries) {

    /** Copies the list. */
    public Listing {
        entries = List.copyOf(entries);
    }

    String name(String text) {
        return urlEncoding ? PercentCoding.encode(text) : text;
    }

    void writeHead(XmlWriter xml) {
        xml.element("Name", bucket);
        xml.element("Prefix", name(prefix));
        if (delimiter != null) {
            xml.element("Delimiter", name(delimiter));
        }
        xml.element("MaxKeys", maxKeys);
        if (urlEncoding) {
            xml.element("EncodingType", "url");
        }
        xml.element("IsTruncated", truncated);
    }

    void writeEntries(XmlWriter xml, @Nullable Owner owner) {
        for (UfsEntry entry : entries) {
            UfsStatus status = entry.status();
            if (status != null) {
                xml.element("Contents", one -> writeObject(one, entry.path(), status, owner));
            }
        }
        for (UfsEntry entry : entries) {
            if (entry.isCommonPrefix()) {
                xml.element("CommonPrefixes", one -> one.element("Prefix", name(entry.path())));
            }
        }
    }

    private void writeObject(XmlWriter xml, String key, UfsStatus status, @Nullable Owner owner) {
        xml.element("Key", name(key));
        xml.timestamp("LastModified", status.lastModifiedMillis());
        xml.element("ETag", ObjectHeaders.quoted(status.etag()));
        xml.element("Size", status.length());
        if (owner != null) {
            owner.write(xml);
        }
        xml.element("StorageClass", "STANDARD");
    }
}
