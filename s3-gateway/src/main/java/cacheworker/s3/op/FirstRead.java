package cacheworker.s3.op;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.request.RangeHeader;
import cacheworker.s3.request.S3Request;

/** What a GET will want of an object of which the worker may know nothing yet. */
@NonBlocking
final class FirstRead {
    /** {@link #offset}: perhaps no bytes, or those at its end. */
    static final long UNKNOWN = -1;

    private FirstRead() {}

    /** Whether the answer needs nothing but bytes: what is asked with the checksum gets it if there is one. */
    static boolean isOfBytes(S3Request request) {
        return !"ENABLED".equalsIgnoreCase(request.header("x-amz-checksum-mode"))
                || (request.header("If-Range") == null && range(request) instanceof RangeHeader.Partial);
    }

    /** Where the bytes begin that are wanted first, in the longest of all objects. */
    static long offset(S3Request request) {
        boolean perhapsNothing = request.header("If-None-Match") != null
                || request.header("If-Modified-Since") != null
                || request.query().has("partNumber");
        if (perhapsNothing || !isOfBytes(request)) {
            return UNKNOWN;
        }
        return range(request) instanceof RangeHeader.Partial partial
                ? partial.range().offset()
                : 0;
    }

    private static RangeHeader range(S3Request request) {
        return RangeHeader.select(request.header("Range"), Long.MAX_VALUE);
    }
}
