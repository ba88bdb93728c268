package cacheworker.s3.request;

import cacheworker.core.base.Blocking;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request as a stream that its reader pulls: while nobody asks, nothing is read from the client. Used by
 * one request thread.
 */
@Blocking
public interface RequestBody {
    /**
     * The next bytes. The first call lets a client that waits for {@code 100 Continue} go on.
     *
     * @return a buffer with at least one byte, valid until the next call, or null behind the last byte
     * @throws IOException when the client is gone or sent nothing for too long
     * @throws MalformedRequestException when the framing of the body is broken
     */
    @Nullable
    ByteBuffer next() throws IOException, MalformedRequestException;
}
