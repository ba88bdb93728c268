package cacheworker.core.config;

import java.time.Duration;
import java.util.List;

/** Sockets and event loops. */
public final class NetworkKeys {
    private static final int MOST_LOOPS = 1024;
    private static final int LONGEST_BACKLOG = 65_535;

    /** How sockets are driven. */
    public enum Channel {
        /** Epoll where it can be had, else NIO. */
        AUTO,
        /** Linux's epoll; a start without it fails. */
        EPOLL,
        /** Linux's io_uring; a start without it fails. */
        IO_URING,
        /** The JDK's own. */
        NIO
    }

    /** How cached bytes reach a socket. */
    public enum FileTransfer {
        /** By what is cheaper for the size. */
        AUTO,
        /** From file to socket in the kernel. */
        TRANSFER,
        /** Out of mapped memory. */
        MAPPED
    }

    /** Transport. */
    public static final Key<Channel> CHANNEL = Key.of(
            "alluxio.worker.network.netty.channel",
            ValueType.choice(Channel.class),
            "AUTO",
            "How sockets are driven: AUTO takes EPOLL on Linux, else NIO. IO_URING is faster with small objects and"
                    + " slower with large ones, which it sends out of mapped memory only.");

    /** Files to sockets. */
    public static final Key<FileTransfer> FILE_TRANSFER = Key.of(
            "alluxio.worker.network.netty.file.transfer",
            ValueType.choice(FileTransfer.class),
            "AUTO",
            "How cached bytes reach a socket: TRANSFER by sendfile, MAPPED out of mapped memory, AUTO by what is"
                    + " cheaper for the size.");

    /** Event loops. */
    public static final Key<Integer> WORKER_THREADS = Key.of(
            "alluxio.worker.network.netty.worker.threads",
            ValueType.integer(0, MOST_LOOPS),
            "0",
            "Event loops of the S3 API; 0 for one per processor.");

    /** Accept queue. */
    public static final Key<Integer> BACKLOG = Key.of(
            "alluxio.worker.network.netty.backlog",
            ValueType.integer(1, LONGEST_BACKLOG),
            "1024",
            "Connections that may wait to be accepted; the kernel has a limit of its own.");

    /** Send buffer. */
    public static final Key<Long> SEND_BUFFER = Key.of(
            "alluxio.worker.network.netty.buffer.send",
            ValueType.size(0, 1 << 30),
            "256KB",
            "Send buffer of a connection (SO_SNDBUF); 0 leaves it to the kernel.");

    /** Stuck clients. */
    public static final Key<Duration> SENDING_TIMEOUT = Key.of(
            "alluxio.worker.network.packet.sending.timeout",
            ValueType.positiveDuration(),
            "5min",
            "How long a client may take no byte of an answer before its connection is closed.");

    /** Drain. */
    public static final Key<Duration> SHUTDOWN_TIMEOUT = Key.of(
            "alluxio.worker.network.netty.shutdown.timeout",
            ValueType.duration(),
            "15sec",
            "How long a stopping worker waits for requests in flight.");

    static final KeyGroup GROUP = new KeyGroup(
            "Network",
            List.of(CHANNEL, FILE_TRANSFER, WORKER_THREADS, BACKLOG, SEND_BUFFER, SENDING_TIMEOUT, SHUTDOWN_TIMEOUT));

    private NetworkKeys() {}
}
