package cacheworker.s3.auth;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.S3Request;

/** Finds out who is calling. Works from the head of the request alone; safe for use by many threads. */
@NonBlocking
public interface Authenticator {
    /**
     * The caller.
     *
     * @param request the request
     * @return who it is
     * @throws S3Exception when the request says so in a malformed way, or may not be served at all
     */
    Identity authenticate(S3Request request) throws S3Exception;
}
