package cacheworker.s3.http;

import java.time.Duration;

/**
 * What the operator may choose about the S3 port.
 *
 * @param host address to bind, for example {@code 0.0.0.0}
 * @param port port to bind; 0 for any that is free
 * @param transport how sockets are driven
 * @param threads event loops; 0 for one per processor
 * @param backlog connections that wait to be accepted
 * @param sendBuffer {@code SO_SNDBUF} of accepted sockets in bytes; 0 leaves it to the kernel
 * @param limits what a connection may do, and for how long
 */
public record S3ServerOptions(
        String host, int port, Transport transport, int threads, int backlog, int sendBuffer, Limits limits) {
    /** A send buffer that makes large bodies several times as fast as the kernel's own choice does on short ways. */
    public static final int DEFAULT_SEND_BUFFER = 256 * 1024;

    /**
     * What a connection may do, and for how long.
     *
     * @param keepAlive whether a connection may serve more than one request
     * @param idle how long a connection may be without a complete request; zero for ever
     * @param bodyTimeout how long an upload may send nothing while it is waited for
     * @param sendTimeout how long a client may take no byte of an answer
     * @param pieceTimeout how long a client may take for one piece of a body, a page at most: whoever is slower would
     *     keep the cache from taking the space back
     */
    public record Limits(
            boolean keepAlive, Duration idle, Duration bodyTimeout, Duration sendTimeout, Duration pieceTimeout) {
        /** What holds when nothing is configured. */
        public static final Limits DEFAULT =
                new Limits(true, Duration.ZERO, Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofMinutes(10));

        /** Refuses what would close every connection at once. */
        public Limits {
            if (idle.isNegative() || !positive(bodyTimeout) || !positive(sendTimeout) || !positive(pieceTimeout)) {
                throw new IllegalArgumentException("idle " + idle + " must not be negative; body timeout " + bodyTimeout
                        + ", send timeout " + sendTimeout + " and piece timeout " + pieceTimeout
                        + " must be above zero");
            }
        }

        private static boolean positive(Duration duration) {
            return !duration.isNegative() && !duration.isZero();
        }
    }

    /**
     * What holds when nothing but the address is configured.
     *
     * @param host address to bind
     * @param port port to bind; 0 for any that is free
     * @return the options
     */
    public static S3ServerOptions of(String host, int port) {
        return new S3ServerOptions(host, port, Transport.AUTO, 0, 1024, DEFAULT_SEND_BUFFER, Limits.DEFAULT);
    }
}
