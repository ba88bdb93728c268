package cacheworker.s3.http;

/** How cached bytes reach a socket: the values of {@code alluxio.worker.network.netty.file.transfer}. */
public enum FileTransfer {
    /** By what is cheaper for the size of a piece. */
    AUTO(64 * 1024),
    /** From file to socket in the kernel, by {@code sendfile}. */
    TRANSFER(0),
    /** Out of mapped memory, small pieces with the head of the answer in one system call. */
    MAPPED(Integer.MAX_VALUE);

    private final int mappedUpTo;

    FileTransfer(int mappedUpTo) {
        this.mappedUpTo = mappedUpTo;
    }

    /** Whether a piece of so many bytes goes out of mapped memory. */
    boolean maps(int bytes) {
        return bytes <= mappedUpTo;
    }
}
