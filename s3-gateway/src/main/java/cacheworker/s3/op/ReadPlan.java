package cacheworker.s3.op;

import cacheworker.core.base.ByteRange;
import cacheworker.core.base.NonBlocking;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.Conditions;
import cacheworker.s3.request.RangeHeader;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.HeaderLines;
import cacheworker.s3.response.ObjectHeaders;
import cacheworker.s3.response.ResponseHeaders;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What GET and HEAD answer about one version of an object: conditions first, then the range.
 *
 * @param status 200, 206 or 304
 * @param headers all headers that depend on the object
 * @param range the bytes of the answer; empty for a 304
 */
record ReadPlan(int status, ResponseHeaders headers, ByteRange range) {
    private static final ByteRange NOTHING = new ByteRange(0, 0);

    /**
     * Plans an answer.
     *
     * @param request a GET or HEAD of an object
     * @param cached the object as it is
     * @param part which part is asked for; null for the object, or the range of the head
     * @param nowMillis the time now
     * @return what to answer
     * @throws S3Exception 412 or 416
     */
    @NonBlocking
    static ReadPlan of(S3Request request, CachedObject cached, @Nullable WantedPart part, long nowMillis)
            throws S3Exception {
        UfsStatus object = cached.status();
        Conditions conditions = Conditions.ofRead(request.headers());
        Conditions.Verdict verdict = conditions.check(object.etag(), object.lastModifiedMillis(), nowMillis);
        if (verdict instanceof Conditions.Verdict.Failed failed) {
            throw Preconditions.failed(failed.condition());
        }
        if (verdict instanceof Conditions.Verdict.NotModified) {
            return new ReadPlan(304, ObjectHeaders.validators(object), NOTHING);
        }
        RangeHeader wanted = part == null ? range(request, conditions, object) : part(part, object);
        if (wanted instanceof RangeHeader.Unsatisfiable unsatisfiable) {
            throw new S3Exception(
                            S3ErrorCode.INVALID_RANGE,
                            "The requested range is not satisfiable: '" + unsatisfiable.requested()
                                    + "' of an object of " + object.length() + " bytes")
                    .with("RangeRequested", unsatisfiable.requested())
                    .with("ActualObjectSize", Long.toString(object.length()))
                    .withHeader("Content-Range", "bytes */" + object.length());
        }
        ResponseHeaders headers = headers(request, cached);
        if (part != null && part.count(object) > 0) {
            headers.add("x-amz-mp-parts-count", Integer.toString(part.count(object)));
        }
        if (isWhole(wanted, object) && "ENABLED".equalsIgnoreCase(request.header("x-amz-checksum-mode"))) {
            ObjectHeaders.addChecksum(headers, object.content().checksum());
        }
        if (wanted instanceof RangeHeader.Partial partial) {
            headers.add("Content-Range", ObjectHeaders.contentRange(partial.range(), object.length()));
            return new ReadPlan(206, headers, partial.range());
        }
        return new ReadPlan(200, headers, new ByteRange(0, object.length()));
    }

    private static ResponseHeaders headers(S3Request request, CachedObject cached) throws S3Exception {
        UfsStatus object = cached.status();
        Map<String, String> stored = object.attributes().headers();
        Map<String, String> wanted = ResponseOverrides.apply(request, stored);
        return wanted == stored
                ? new ResponseHeaders(cached.derived(HeaderLines.class, ReadPlan::lines))
                : ObjectHeaders.of(object, wanted);
    }

    private static HeaderLines lines(UfsStatus object) {
        return HeaderLines.of(ObjectHeaders.of(object, object.attributes().headers()));
    }

    /** Clients check what they get against the checksum, so that a part of the object must come without. */
    private static boolean isWhole(RangeHeader wanted, UfsStatus object) {
        return !(wanted instanceof RangeHeader.Partial partial)
                || partial.range().length() == object.length();
    }

    private static RangeHeader range(S3Request request, Conditions conditions, UfsStatus object) {
        boolean allowed = conditions.allowRange(object.etag(), object.lastModifiedMillis());
        return RangeHeader.select(allowed ? request.header("Range") : null, object.length());
    }

    /** Clients that found an empty object by a 416 ask for it as part 1. */
    private static RangeHeader part(WantedPart part, UfsStatus object) throws S3Exception {
        ByteRange range = part.range(object);
        return range.length() == 0 ? RangeHeader.WHOLE : new RangeHeader.Partial(range);
    }
}
