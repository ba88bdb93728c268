package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/** A client that is built by its first user: building the first one of a process takes most of a second. */
final class LazyClient implements AutoCloseable {
    private final Supplier<S3Client> builder;
    private volatile @Nullable S3Client client;
    private boolean closed;

    LazyClient(Supplier<S3Client> builder) {
        this.builder = builder;
    }

    /** The client; UNAVAILABLE when this is closed. */
    S3Client get() throws UfsException {
        S3Client built = client;
        return built == null ? build() : built;
    }

    private synchronized S3Client build() throws UfsException {
        if (closed) {
            throw new UfsException(Kind.UNAVAILABLE, "this UFS is closed");
        }
        S3Client built = client;
        if (built == null) {
            built = builder.get();
            client = built;
        }
        return built;
    }

    @Override
    public synchronized void close() {
        S3Client built = client;
        closed = true;
        client = null;
        if (built != null) {
            built.close();
        }
    }
}
