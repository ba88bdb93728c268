package cacheworker.s3.response;

import cacheworker.core.base.ByteRange;
import cacheworker.core.base.NonBlocking;
import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.s3.request.HttpDate;
import cacheworker.s3.request.UserMetadata;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The headers that tell a client about an object, for GET and HEAD. */
@NonBlocking
public final class ObjectHeaders {
    private static final String DEFAULT_TYPE = "binary/octet-stream";
    private static final String FOLDER_TYPE = "application/x-directory";
    private static final Map<String, String> CONTENT_HEADERS = new TreeMap<>(Map.of(
            "cache-control", "Cache-Control",
            "content-disposition", "Content-Disposition",
            "content-encoding", "Content-Encoding",
            "content-language", "Content-Language",
            "expires", "Expires"));

    private ObjectHeaders() {}

    /**
     * The headers of an object: ETag, Last-Modified, Accept-Ranges, Content-Type, other content headers and the user
     * metadata it was stored with.
     *
     * @param object its state
     * @param content its content headers, by lower-case name
     * @return new headers, to which the caller may add
     */
    public static ResponseHeaders of(UfsStatus object, Map<String, String> content) {
        ResponseHeaders headers = validators(object)
                .add("Accept-Ranges", "bytes")
                .add("Content-Type", wire(content.getOrDefault("content-type", defaultType(object))));
        for (Map.Entry<String, String> header : CONTENT_HEADERS.entrySet()) {
            String value = content.get(header.getKey());
            if (value != null) {
                headers.add(header.getValue(), wire(value));
            }
        }
        int tags = object.attributes().tags().size();
        if (tags > 0) {
            headers.add("x-amz-tagging-count", Integer.toString(tags));
        }
        Map<String, String> metadata = object.attributes().userMetadata();
        if (!metadata.isEmpty()) {
            new TreeMap<>(metadata)
                    .forEach((name, value) -> headers.add(UserMetadata.PREFIX + name, UserMetadata.encode(value)));
        }
        return headers;
    }

    /**
     * The headers of a 304: ETag and Last-Modified.
     *
     * @param object its state
     * @return new headers
     */
    public static ResponseHeaders validators(UfsStatus object) {
        return new ResponseHeaders()
                .add("ETag", quoted(object.etag()))
                .add("Last-Modified", HttpDate.format(object.lastModifiedMillis()));
    }

    /**
     * The value of {@code Content-Range} in a 206.
     *
     * @param range the bytes in the answer, at least one
     * @param length the object's whole length
     * @return {@code bytes first-last/length}
     */
    public static String contentRange(ByteRange range, long length) {
        return "bytes " + range.offset() + "-" + (range.end() - 1) + "/" + length;
    }

    /**
     * An ETag as headers and documents show it.
     *
     * @param etag without quotes
     * @return with quotes
     */
    public static String quoted(String etag) {
        return "\"" + etag + "\"";
    }

    /**
     * Adds a checksum.
     *
     * @param headers the headers of the answer
     * @param checksum that of the bytes that the answer has or is about; null for none
     */
    public static void addChecksum(ResponseHeaders headers, @Nullable UfsChecksum checksum) {
        if (checksum != null) {
            headers.add("x-amz-checksum-" + checksum.algorithm().toLowerCase(Locale.ROOT), checksum.value());
            headers.add("x-amz-checksum-type", checksumType(checksum));
        }
    }

    /**
     * How S3 calls what a checksum is of.
     *
     * @param checksum a checksum
     * @return {@code COMPOSITE} or {@code FULL_OBJECT}
     */
    public static String checksumType(UfsChecksum checksum) {
        return checksum.composite() ? "COMPOSITE" : "FULL_OBJECT";
    }

    private static String defaultType(UfsStatus object) {
        return object.isFolder() ? FOLDER_TYPE : DEFAULT_TYPE;
    }

    /**
     * Content headers come from clients as ISO-8859-1 characters and go back so; text that a storage gave us in Unicode
     * goes out as UTF-8 bytes.
     */
    private static String wire(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > 0xFF) {
                return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            }
        }
        return value;
    }
}
