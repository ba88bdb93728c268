package cacheworker.s3.xml;

import cacheworker.core.ufs.UfsChecksum;
import cacheworker.s3.request.DecimalLength;
import cacheworker.s3.request.MalformedRequestException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * {@code CompleteMultipartUpload}, the body of the operation of that name.
 *
 * @param parts the parts to take, in the order sent; at least one
 */
public record CompleteUploadRequest(List<Part> parts) {
    private static final int MAX_PARTS = 10_000;
    /** Of a part: number, ETag in escaped quotes, the longest checksum, which is SHA-256, and lines of its own. */
    private static final int MAX_PART_BYTES = 256;

    /** Bytes that the body may have: as many parts as an upload can have, each with all that belongs to it. */
    public static final int MAX_BYTES = MAX_PARTS * MAX_PART_BYTES;

    /**
     * A part as the client names it.
     *
     * @param number its number
     * @param etag its ETag without quotes
     * @param checksum its checksum; null when the client names none
     */
    public record Part(int number, String etag, @Nullable UfsChecksum checksum) {}

    /** Copies the list. */
    public CompleteUploadRequest {
        parts = List.copyOf(parts);
    }

    /**
     * Reads the document. Elements may come in any order; unknown ones are passed over.
     *
     * @param body the document
     * @return what is asked for
     * @throws MalformedRequestException MALFORMED_XML when it is another document, or names no part or too many
     */
    public static CompleteUploadRequest read(byte[] body) throws MalformedRequestException {
        List<Part> parts = new ArrayList<>();
        XmlReader.read(
                body,
                "CompleteMultipartUpload",
                xml -> xml.children(name -> {
                    if (!name.equals("Part")) {
                        xml.skip();
                    } else if (parts.size() < MAX_PARTS) {
                        parts.add(part(xml));
                    } else {
                        throw XmlReader.malformed("it names more than " + MAX_PARTS + " parts");
                    }
                }));
        if (parts.isEmpty()) {
            throw XmlReader.malformed("it names no <Part>, expected at least one");
        }
        return new CompleteUploadRequest(parts);
    }

    private static Part part(XmlReader xml) throws XMLStreamException, MalformedRequestException {
        String[] found = {"", ""};
        @Nullable UfsChecksum[] checksum = {null};
        xml.children(name -> {
            switch (name) {
                case "PartNumber" -> found[0] = xml.text().strip();
                case "ETag" -> found[1] = xml.text().strip();
                case "ChecksumCRC32", "ChecksumCRC32C", "ChecksumCRC64NVME", "ChecksumSHA1", "ChecksumSHA256" ->
                    checksum[0] = new UfsChecksum(
                            name.substring("Checksum".length()), xml.text().strip(), false);
                default -> xml.skip();
            }
        });
        long number = DecimalLength.parse(found[0]).orElse(0);
        if (number < 1 || number > MAX_PARTS) {
            throw XmlReader.malformed("a <PartNumber> is '" + found[0] + "', expected 1 to " + MAX_PARTS);
        }
        String etag = found[1].replace("\"", "");
        if (etag.isEmpty()) {
            throw XmlReader.malformed("part " + number + " has no <ETag>");
        }
        return new Part((int) number, etag, checksum[0]);
    }
}
