package cacheworker.s3.request;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.request.MalformedRequestException.Fault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a request from its head, path style: {@code /bucket/key?query}. The path is decoded once and never normalised:
 * {@code .}, {@code ..} and doubled slashes are parts of keys here, and {@code cacheworker.core.mount} decides what may
 * become a path.
 */
@NonBlocking
public final class RequestParser {
    /** Bytes of UTF-8 that a key may have. */
    public static final int MAX_KEY_BYTES = 1024;

    private RequestParser() {}

    /**
     * Parses the head of a request.
     *
     * @param id the request id
     * @param method the HTTP method
     * @param target the target as received, one character per byte
     * @param headers the headers
     * @param remoteAddress the peer as {@code host:port}
     * @return the request
     * @throws MalformedRequestException INVALID_URI, KEY_TOO_LONG, or INVALID_REQUEST for a bad {@code Content-Length}
     */
    public static S3Request parse(String id, String method, String target, HeaderView headers, String remoteAddress)
            throws MalformedRequestException {
        String origin = originForm(target);
        int question = origin.indexOf('?');
        String path = PercentCoding.decode(question < 0 ? origin : origin.substring(0, question));
        Query query = question < 0 ? Query.EMPTY : query(origin.substring(question + 1));
        int start = path.startsWith("//") ? 2 : 1;
        int slash = path.indexOf('/', start);
        String bucket = emptyToNull(slash < 0 ? path.substring(start) : path.substring(start, slash));
        String key = slash < 0 ? null : emptyToNull(path.substring(slash + 1));
        if (bucket == null && slash >= 0) {
            throw invalidTarget(target, "the bucket is missing before the key");
        }
        checkLength(key);
        HeaderView all = HoistedHeaders.of(headers, query);
        return new S3Request(id, method, target, bucket, key, query, all, contentLength(headers), remoteAddress);
    }

    /** Cuts scheme and authority of an absolute-form target (RFC 9112, section 3.2.2). */
    private static String originForm(String target) throws MalformedRequestException {
        if (target.startsWith("/")) {
            return target;
        }
        int scheme = target.indexOf("://");
        if (scheme <= 0 || target.lastIndexOf('/', scheme) >= 0 || target.lastIndexOf('?', scheme) >= 0) {
            throw invalidTarget(target, "it must begin with '/' or be an absolute URI");
        }
        for (int i = scheme + 3; i < target.length(); i++) {
            if (target.charAt(i) == '/') {
                return target.substring(i);
            }
            if (target.charAt(i) == '?') {
                return "/" + target.substring(i);
            }
        }
        return "/";
    }

    private static Query query(String raw) throws MalformedRequestException {
        List<Query.Parameter> parameters = new ArrayList<>();
        for (String pair : raw.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
                parameters.add(new Query.Parameter(name, value));
            }
        }
        return parameters.isEmpty() ? Query.EMPTY : new Query(parameters);
    }

    /** A space may come as a plus, as forms have it; a plus then comes as {@code %2B}. */
    private static String decoded(String text) throws MalformedRequestException {
        return PercentCoding.decode(text.replace('+', ' '));
    }

    private static void checkLength(@Nullable String key) throws MalformedRequestException {
        if (key == null || key.length() <= MAX_KEY_BYTES / 3) {
            return;
        }
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_KEY_BYTES) {
            throw new MalformedRequestException(
                    Fault.KEY_TOO_LONG,
                    "Your key is too long: it has " + bytes + " bytes of UTF-8, at most " + MAX_KEY_BYTES
                            + " are allowed",
                    Map.of("Size", Integer.toString(bytes), "MaxSizeAllowed", Integer.toString(MAX_KEY_BYTES)));
        }
    }

    private static long contentLength(HeaderView headers) throws MalformedRequestException {
        List<String> values = headers.all("Content-Length");
        if (values.isEmpty()) {
            return -1;
        }
        String first = values.get(0);
        for (String value : values) {
            if (!value.equals(first)) {
                throw badLength("two different values, '" + first + "' and '" + value + "'");
            }
        }
        return DecimalLength.parse(first)
                .orElseThrow(() -> badLength("'" + first + "', expected a decimal number below 2^63"));
    }

    private static MalformedRequestException badLength(String found) {
        return new MalformedRequestException(Fault.INVALID_REQUEST, "Bad Content-Length: " + found);
    }

    private static MalformedRequestException invalidTarget(String target, String why) {
        return new MalformedRequestException(
                Fault.INVALID_URI, "Couldn't parse the request target '" + target + "': " + why, Map.of("URI", target));
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
