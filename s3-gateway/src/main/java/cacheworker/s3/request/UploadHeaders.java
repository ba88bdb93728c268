package cacheworker.s3.request;

import cacheworker.core.base.NonBlocking;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.s3.request.MalformedRequestException.Fault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the head of a PUT, of a copy with replaced metadata or of a new multipart upload says about the object. */
@NonBlocking
public final class UploadHeaders {
    private static final List<String> CONTENT_HEADERS = List.of(
            "cache-control", "content-disposition", "content-encoding", "content-language", "content-type", "expires");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private UploadHeaders() {}

    /**
     * Collects content headers and user metadata. The
     * framing {@code aws-chunked} is not a content encoding and is left out.
     *
     * @param request the request
     * @param metadataLimit bytes that names and values of the user metadata may have together; 0 for no limit
     * @return what to keep with the object
     * @throws MalformedRequestException METADATA_TOO_LARGE, or INVALID_ARGUMENT for a name that no header can have
     */
    public static UfsAttributes attributes(S3Request request, int metadataLimit) throws MalformedRequestException {
        Map<String, String> content = new TreeMap<>();
        for (String name : CONTENT_HEADERS) {
            List<String> values = request.headers().all(name);
            String value = name.equals("content-encoding") ? withoutFraming(values) : String.join(",", values);
            if (!value.isEmpty()) {
                content.put(name, value);
            }
        }
        Map<String, String> metadata = new TreeMap<>();
        for (Map.Entry<String, String> line : request.headers().lines()) {
            add(metadata, line.getKey(), UserMetadata.decode(line.getValue()));
        }
        checkSize(metadata, metadataLimit);
        return new UfsAttributes(content, metadata);
    }

    private static void add(Map<String, String> metadata, String header, String value)
            throws MalformedRequestException {
        String lower = header.toLowerCase(Locale.ROOT);
        if (!lower.startsWith(UserMetadata.PREFIX)) {
            return;
        }
        String name = lower.substring(UserMetadata.PREFIX.length());
        if (!TOKEN.matcher(name).matches()) {
            throw new MalformedRequestException(
                    Fault.INVALID_ARGUMENT,
                    "'" + header + "' is not a name that user metadata can have",
                    Map.of("ArgumentName", header, "ArgumentValue", value));
        }
        metadata.merge(name, value, (first, next) -> first + "," + next);
    }

    private static String withoutFraming(List<String> values) {
        StringJoiner kept = new StringJoiner(",");
        for (String value : values) {
            for (String coding : value.split(",")) {
                if (!coding.isBlank() && !coding.strip().equalsIgnoreCase("aws-chunked")) {
                    kept.add(coding.strip());
                }
            }
        }
        return kept.toString();
    }

    private static void checkSize(Map<String, String> metadata, int limit) throws MalformedRequestException {
        long size = 0;
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            size += entry.getKey().length() + entry.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        if (limit > 0 && size > limit) {
            throw new MalformedRequestException(
                    Fault.METADATA_TOO_LARGE,
                    "Your user metadata has " + size + " bytes, at most " + limit + " are allowed",
                    Map.of("Size", Long.toString(size), "MaxSizeAllowed", Integer.toString(limit)));
        }
    }
}
