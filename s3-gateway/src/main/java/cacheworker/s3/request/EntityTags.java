package cacheworker.s3.request;

import org.jspecify.annotations.Nullable;

/** The list of entity tags of an {@code If-Match} or {@code If-None-Match} header, read with S3's leniency. */
final class EntityTags {
    private EntityTags() {}

    /**
     * Whether a list names a tag. Quotes are optional and {@code W/} is ignored, because clients echo ETags in all
     * these forms; {@code *} names every tag.
     *
     * @param list the header's value
     * @param etag an ETag without quotes
     * @return true when it is in the list
     */
    static boolean contains(String list, String etag) {
        int at = 0;
        while (at < list.length()) {
            int end = endOfTag(list, at);
            String tag = list.substring(at, end).strip();
            if (tag.equals("*") || names(tag, etag)) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    /** A comma ends a tag unless it stands within quotes. */
    private static int endOfTag(String list, int from) {
        boolean quoted = false;
        for (int i = from; i < list.length(); i++) {
            char c = list.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                return i;
            }
        }
        return list.length();
    }

    /** Whether one tag, in quotes or not, is this ETag. */
    static boolean names(String tag, String etag) {
        return bare(tag).equals(etag);
    }

    /** The ETag of a list of one; null when it has more. */
    static @Nullable String only(String list) {
        return endOfTag(list, 0) == list.length() ? bare(list.strip()) : null;
    }

    private static String bare(String tag) {
        String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
        boolean quoted = strong.length() >= 2 && strong.startsWith("\"") && strong.endsWith("\"");
        return quoted ? strong.substring(1, strong.length() - 1) : strong;
    }
}
