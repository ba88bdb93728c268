package cacheworker.s3.op;

import cacheworker.core.base.ObjectKey;
import cacheworker.s3.request.S3Request;

/** What a request is about. The table sends an operation only requests of its scope, so what is asked for is there. */
public final class Target {
    private Target() {}

    /**
     * The bucket.
     *
     * @param request a request of the scope BUCKET or OBJECT
     * @return its bucket
     */
    public static String bucket(S3Request request) {
        String bucket = request.bucket();
        if (bucket == null) {
            throw new IllegalStateException("no bucket in '" + request.target() + "'");
        }
        return bucket;
    }

    /**
     * Bucket and key.
     *
     * @param request a request of the scope OBJECT
     * @return its bucket and key
     */
    public static ObjectKey object(S3Request request) {
        String key = request.key();
        if (key == null) {
            throw new IllegalStateException("no key in '" + request.target() + "'");
        }
        return new ObjectKey(bucket(request), key);
    }
}
