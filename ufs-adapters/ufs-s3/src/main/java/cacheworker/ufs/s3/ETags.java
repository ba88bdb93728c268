package cacheworker.ufs.s3;

import org.jspecify.annotations.Nullable;

/** ETags as headers and documents write them. */
final class ETags {
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

    static String quoted(String etag) {
        return "\"" + etag + "\"";
    }
}
