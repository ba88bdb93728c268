package cacheworker.ufs.s3;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** ETags as headers and documents write them. */
final class ETags {
    private static final Pattern OF_PARTS = Pattern.compile("-[0-9]{1,5}$");

    private ETags() {}

    /** Without quotes; empty when there is none. */
    static String bare(@Nullable String header) {
        if (header == null) {
            return "";
        }
        String tag = header.strip();
        tag = tag.startsWith("W/") ? tag.substring(2) : tag;
        boolean quoted = tag.length() >= 2 && tag.startsWith("\"") && tag.endsWith("\"");
        return quoted ? tag.substring(1, tag.length() - 1) : tag;
    }

    /** Whether an ETag, without quotes, is that of an object which was uploaded in parts, as S3 makes them. */
    static boolean isOfParts(String etag) {
        return OF_PARTS.matcher(etag).find();
    }

    static String quoted(String etag) {
        return "\"" + etag + "\"";
    }
}
