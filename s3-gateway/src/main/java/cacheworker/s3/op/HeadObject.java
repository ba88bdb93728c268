package cacheworker.s3.op;

import cacheworker.core.meta.CachedObject;
import cacheworker.core.mount.NameException;
import cacheworker.core.read.ObjectReader;
import cacheworker.core.ufs.UfsException;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.S3Response;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** {@code HEAD /bucket/key}: what GetObject would answer, range and conditions included, without the bytes. */
final class HeadObject implements Operation {
    /** How often an object that changes while its parts are asked for is looked up. */
    private static final int ATTEMPTS = 3;

    private final ObjectReader reader;
    private final InstantSource clock;

    HeadObject(ObjectReader reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public @Nullable S3Response tryNow(S3Request request) throws S3Exception, MalformedRequestException {
        WantedPart part = WantedPart.of(request);
        CachedObject object = reader.peek(Target.object(request));
        return object == null || WantedPart.mustBeLocated(part, object) ? null : answer(request, object, part);
    }

    @Override
    public S3Response run(S3Request request, RequestBody body)
            throws S3Exception, MalformedRequestException, NameException, UfsException {
        WantedPart part = WantedPart.of(request);
        for (int attempt = 1; ; attempt++) {
            CachedObject object = reader.find(Target.object(request));
            try {
                return answer(request, object, WantedPart.located(part, object, reader));
            } catch (UfsException e) {
                if (e.kind() != UfsException.Kind.CHANGED || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private S3Response answer(S3Request request, CachedObject object, @Nullable WantedPart part) throws S3Exception {
        ReadPlan plan = ReadPlan.of(request, object, part, clock.millis());
        return plan.status() == 304
                ? new S3Response.Empty(304, plan.headers())
                : new S3Response.Head(
                        plan.status(), plan.headers(), plan.range().length());
    }
}
