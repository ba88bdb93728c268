package cacheworker.s3.http;

import java.time.Duration;

/**
 * What the operator may choose about the S3 port.
 *
 * @param host address to bind, for example {@code 0.0.0.0}
 * @param port port to bind; 0 for any that is free
 * @param sockets how bytes come and go
 * @param limits what a connection may do, and for how long
 */
public record S3ServerOptions(String host, int port, Sockets sockets, Limits limits) {
    /**
     * How bytes come and go.
     *
     * @param transport how sockets are driven
     * @param transfer how cached bytes reach a socket
     * @param threads event loops; 0 for one per processor
     * @param backlog connections that wait to be accepted
     * @param sendBuffer {@code SO_SNDBUF} of accepted sockets in bytes; 0 leaves it to the kernel
     */
    public record Sockets(Transport transport, FileTransfer transfer, int threads, int backlog, int sendBuffer) {
        /**
         * What holds when nothing is configured: a send buffer that makes large bodies several times as fast as the
         * kernel's own choice does on short ways.
         */
        public static final Sockets DEFAULT = new Sockets(Transport.AUTO, FileTransfer.AUTO, 0, 1024, 256 * 1024);

        /** Takes mapped memory where files cannot be sent well. */
        public Sockets {
            if (transport == Transport.IO_URING && transfer == FileTransfer.TRANSFER) {
                throw new IllegalArgumentException("io_uring sends bytes of memory only");
            }
            transfer = transport == Transport.IO_URING ? FileTransfer.MAPPED : transfer;
        }
    }

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
        return new S3ServerOptions(host, port, Sockets.DEFAULT, Limits.DEFAULT);
    }
}
