package cacheworker.ufs.s3;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * An HTTP client whose requests can be ended by another thread than that which waits for them. The SDK has no such
 * call: an interrupt does not wake a thread that waits for the socket to take bytes.
 */
final class AbortableHttpClient implements SdkHttpClient {
    private static final ThreadLocal<@Nullable AbortHandle> HANDLE = new ThreadLocal<>();

    private final SdkHttpClient delegate;

    private AbortableHttpClient(SdkHttpClient delegate) {
        this.delegate = delegate;
    }

    /** Builds the client around another; the S3 client that is given this closes what it builds. */
    record Builder(SdkHttpClient.Builder<?> delegate) implements SdkHttpClient.Builder<Builder> {
        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return new AbortableHttpClient(delegate.buildWithDefaults(defaults));
        }
    }

    /** Lets requests of this thread be ended by a handle until it is taken away with null. */
    static void abortWith(@Nullable AbortHandle handle) {
        if (handle == null) {
            HANDLE.remove();
        } else {
            HANDLE.set(handle);
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = delegate.prepareRequest(request);
        AbortHandle handle = HANDLE.get();
        if (handle != null) {
            handle.attach(prepared);
        }
        return prepared;
    }

    @Override
    public String clientName() {
        return delegate.clientName();
    }

    @Override
    public void close() {
        delegate.close();
    }
}
