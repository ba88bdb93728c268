package cacheworker.it.listing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What to list.
 *
 * @param version 1 or 2 of ListObjects
 * @param prefix only keys that begin with this
 * @param delimiter what keys are rolled up by; empty for none
 * @param start the marker or start-after of the first page; empty for none
 * @param pageSize the most entries of a page
 * @param urlEncoding whether names are to be percent-encoded in the answer
 */
record ListingQuery(int version, String prefix, String delimiter, String start, int pageSize, boolean urlEncoding) {
    /** All keys, in version 2. */
    static ListingQuery everything() {
        return new ListingQuery(2, "", "", "", 1000, false);
    }

    ListingQuery by(String otherDelimiter) {
        return new ListingQuery(version, prefix, otherDelimiter, start, pageSize, urlEncoding);
    }

    /** The query part of the first request. */
    String first() {
        StringBuilder query = new StringBuilder("max-keys=").append(pageSize);
        append(query, "prefix", prefix);
        append(query, "delimiter", delimiter);
        append(query, version == 1 ? "marker" : "start-after", start);
        if (version == 2) {
            query.append("&list-type=2");
        }
        if (urlEncoding) {
            query.append("&encoding-type=url");
        }
        return query.toString();
    }

    /** The query part of a request that goes on. */
    String next(String position) {
        StringBuilder query = new StringBuilder(
                new ListingQuery(version, prefix, delimiter, version == 1 ? "" : start, pageSize, urlEncoding).first());
        append(query, version == 1 ? "marker" : "continuation-token", position);
        return query.toString();
    }

    private static void append(StringBuilder query, String name, String value) {
        if (!value.isEmpty()) {
            query.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
