package cacheworker.ufs.s3;

import cacheworker.core.config.Key;
import cacheworker.core.config.S3UfsKeys;
import cacheworker.core.config.UfsKeys;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a service.
 *
 * @param credentials who calls; null to look where the SDK always does
 * @param endpoint address with scheme; null for Amazon's own
 * @param region region to sign for; null to look where the SDK always does
 * @param pathStyle whether the bucket is a part of the path, not of the host name
 * @param connections how many connections each of reads, uploads and other requests may have
 * @param timeouts how long to wait
 * @param retries how often a call that can be repeated is tried again
 * @param keepsTags whether objects, folders and the bucket can have tags
 */
record S3Settings(
        @Nullable Credentials credentials,
        @Nullable URI endpoint,
        @Nullable String region,
        boolean pathStyle,
        int connections,
        Timeouts timeouts,
        int retries,
        boolean keepsTags) {

    /**
     * An access key and its secret.
     *
     * @param accessKey may be shown
     * @param secretKey is never shown
     */
    record Credentials(String accessKey, String secretKey) {
        @Override
        public String toString() {
            return "Credentials[" + accessKey + "]";
        }
    }

    /**
     * How long to wait.
     *
     * @param request for a whole call with its retries until the answer begins, and for the answer to an upload once
     *     its last byte may go; zero for ever
     * @param socket for the next byte of an answer, and for the service to take the next bytes of an upload
     * @param connect for a connection to be made
     * @param acquire for one of the connections to become free
     * @param connectionAge age at which a connection is not used again; negative for no such age
     */
    record Timeouts(Duration request, Duration socket, Duration connect, Duration acquire, Duration connectionAge) {
        private static final Duration CONNECT = Duration.ofSeconds(5);
        private static final Duration ACQUIRE = Duration.ofSeconds(10);

        static Timeouts of(UfsOptions options) throws UfsException {
            return new Timeouts(
                    required(options, S3UfsKeys.REQUEST_TIMEOUT),
                    required(options, S3UfsKeys.SOCKET_TIMEOUT),
                    CONNECT,
                    ACQUIRE,
                    required(options, S3UfsKeys.CONNECTION_TTL));
        }
    }

    /** Reads the options of a mount. */
    static S3Settings of(UfsOptions options) throws UfsException {
        URI endpoint = endpoint(options);
        return new S3Settings(
                credentials(options),
                endpoint,
                value(options, S3UfsKeys.REGION),
                endpoint != null || required(options, S3UfsKeys.PATH_STYLE),
                required(options, S3UfsKeys.THREADS),
                Timeouts.of(options),
                required(options, S3UfsKeys.RETRIES),
                required(options, UfsKeys.XATTR_CHANGE));
    }

    /** What messages call the service. */
    String serviceName() {
        return endpoint == null ? "Amazon S3" : endpoint.toString();
    }

    private static @Nullable Credentials credentials(UfsOptions options) throws UfsException {
        String accessKey = value(options, S3UfsKeys.ACCESS_KEY);
        String secretKey = value(options, S3UfsKeys.SECRET_KEY);
        if (accessKey == null && secretKey == null) {
            return null;
        }
        if (accessKey == null || secretKey == null) {
            throw new UfsException(
                    Kind.DENIED, "expected " + S3UfsKeys.ACCESS_KEY + " and " + S3UfsKeys.SECRET_KEY + ", or neither");
        }
        return new Credentials(accessKey, secretKey);
    }

    private static @Nullable URI endpoint(UfsOptions options) throws UfsException {
        String text = value(options, S3UfsKeys.ENDPOINT);
        if (text == null) {
            return null;
        }
        boolean https = required(options, S3UfsKeys.HTTPS);
        String address = text.contains("://") ? text : (https ? "https://" : "http://") + text;
        try {
            URI uri = new URI(address);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean bare = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            if (uri.getHost() != null && bare && (scheme.equals("http") || scheme.equals("https"))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw badEndpoint(e);
        }
        throw badEndpoint(null);
    }

    /** Does not repeat the text, which may have a password in it. */
    private static UfsException badEndpoint(@Nullable URISyntaxException cause) {
        String reason = cause == null ? "" : ": " + cause.getReason();
        return new UfsException(
                Kind.BAD_NAME,
                S3UfsKeys.ENDPOINT + ": expected http://host:port, https://host:port or host:port" + reason);
    }

    private static <T> @Nullable T value(UfsOptions options, Key<T> key) throws UfsException {
        try {
            return key.from(options.properties());
        } catch (IllegalArgumentException e) {
            throw new UfsException(Kind.UNSUPPORTED, String.valueOf(e.getMessage()), e);
        }
    }

    private static <T> T required(UfsOptions options, Key<T> key) throws UfsException {
        T value = value(options, key);
        if (value == null) {
            throw new UfsException(Kind.UNSUPPORTED, key + " has no value");
        }
        return value;
    }
}
