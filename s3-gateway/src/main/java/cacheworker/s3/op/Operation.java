package cacheworker.s3.op;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.NonBlocking;
import cacheworker.core.mount.NameException;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.S3Response;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One S3 operation. Every failure is thrown; what is thrown decides the error that the client is told. Used by many
 * threads at once.
 */
public interface Operation {
    /**
     * The answer, if everything that it takes is in memory. On an event loop.
     *
     * @param request a request of this operation's row
     * @return the answer, or null when {@link #run} has to be asked
     * @throws S3Exception when the answer is an error
     * @throws MalformedRequestException when the request cannot be understood
     */
    @NonBlocking
    default @Nullable S3Response tryNow(S3Request request) throws S3Exception, MalformedRequestException {
        return null;
    }

    /**
     * The answer, however long it takes. On a request thread.
     *
     * @param request a request of this operation's row
     * @param body its body; an operation that does not need it does not read it
     * @return the answer
     * @throws S3Exception when the answer is an error
     * @throws MalformedRequestException when request or body cannot be understood
     * @throws NameException when the bucket or key has no place in the namespace
     * @throws IOException when the storage fails ({@code UfsException}), or the client is gone
     */
    @Blocking
    S3Response run(S3Request request, RequestBody body)
            throws S3Exception, MalformedRequestException, NameException, IOException;
}
