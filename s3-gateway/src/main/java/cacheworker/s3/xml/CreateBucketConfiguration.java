package cacheworker.s3.xml;

import cacheworker.s3.request.MalformedRequestException;
import org.jspecify.annotations.Nullable;

/**
 * {@code CreateBucketConfiguration}, the optional body of CreateBucket.
 *
 * @param locationConstraint the region asked for, or null
 */
public record CreateBucketConfiguration(@Nullable String locationConstraint) {
    /** Bytes that the body may have. */
    public static final int MAX_BYTES = 64 * 1024;

    /**
     * Reads the document.
     *
     * @param body the document; empty for none
     * @return what is asked for
     * @throws MalformedRequestException MALFORMED_XML when it is another document
     */
    public static CreateBucketConfiguration read(byte[] body) throws MalformedRequestException {
        if (body.length == 0) {
            return new CreateBucketConfiguration(null);
        }
        @Nullable String[] region = new String[1];
        XmlReader.read(
                body,
                "CreateBucketConfiguration",
                xml -> xml.children(name -> {
                    if (name.equals("LocationConstraint")) {
                        region[0] = xml.text().strip();
                    } else {
                        xml.skip();
                    }
                }));
        return new CreateBucketConfiguration(region[0]);
    }
}
