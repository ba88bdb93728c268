package cacheworker.s3.xml;

import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.ufs.UfsChecksumKind;
import cacheworker.s3.response.ObjectHeaders;
import org.jspecify.annotations.Nullable;

/** The elements that show a checksum: {@code ChecksumCRC32} and its like, and what it is of. */
final class ChecksumElements {
    private ChecksumElements() {}

    /** That of an object: value and type; nothing for null. */
    static void ofObject(XmlWriter xml, @Nullable UfsChecksum checksum) {
        if (checksum != null) {
            value(xml, checksum.algorithm(), checksum.value());
            xml.element("ChecksumType", ObjectHeaders.checksumType(checksum));
        }
    }

    /** That of a part: its value; nothing for null. */
    static void ofPart(XmlWriter xml, @Nullable UfsChecksum checksum) {
        if (checksum != null) {
            value(xml, checksum.algorithm(), checksum.value());
        }
    }

    /** What an upload was begun with; nothing for null. */
    static void ofUpload(XmlWriter xml, @Nullable UfsChecksumKind kind) {
        if (kind != null) {
            xml.element("ChecksumAlgorithm", kind.algorithm());
            xml.element("ChecksumType", kind.composite() ? "COMPOSITE" : "FULL_OBJECT");
        }
    }

    /** A value. */
    static void value(XmlWriter xml, String algorithm, String base64) {
        xml.element("Checksum" + algorithm, base64);
    }
}
