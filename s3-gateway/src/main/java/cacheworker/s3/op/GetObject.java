package cacheworker.s3.op;

import cacheworker.core.base.ObjectKey;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.mount.NameException;
import cacheworker.core.read.CacheOutcome;
import cacheworker.core.read.FoundObject;
import cacheworker.core.read.ObjectBody;
import cacheworker.core.read.ObjectReader;
import cacheworker.core.ufs.UfsException;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.S3Response;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /bucket/key}: the bytes of an object, or of a range. The first bytes are in hand before the answer begins,
 * so that whatever goes wrong until then is still told as an S3 error.
 */
final class GetObject implements Operation {
    /** How often an object that changes under the read is looked up before the client is told to retry. */
    private static final int ATTEMPTS = 3;

    private final ObjectReader reader;
    private final InstantSource clock;

    GetObject(ObjectReader reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public @Nullable S3Response tryNow(S3Request request) throws S3Exception, MalformedRequestException {
        ObjectKey key = Target.object(request);
        WantedPart part = WantedPart.of(request);
        CachedObject object = FirstRead.isOfBytes(request) ? reader.peekToRead(key) : reader.peek(key);
        if (object == null || WantedPart.mustBeLocated(part, object)) {
            return null;
        }
        ReadPlan plan = ReadPlan.of(request, object, part, clock.millis());
        if (plan.range().length() == 0) {
            return withoutBytes(plan);
        }
        ObjectBody body = reader.open(object, plan.range());
        CacheOutcome outcome = body.outcome();
        if (!body.prepare()) {
            body.close();
            return null;
        }
        return answer(plan, outcome, body);
    }

    @Override
    public S3Response run(S3Request request, RequestBody ignored)
            throws S3Exception, MalformedRequestException, NameException, UfsException {
        ObjectKey key = Target.object(request);
        for (int attempt = 1; ; attempt++) {
            FoundObject found = find(request, key);
            try {
                return read(request, found);
            } catch (UfsException e) {
                if (e.kind() != UfsException.Kind.CHANGED || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private FoundObject find(S3Request request, ObjectKey key) throws NameException, UfsException {
        long first = FirstRead.offset(request);
        return first == FirstRead.UNKNOWN ? new FoundObject(reader.find(key)) : reader.findToRead(key, first);
    }

    private S3Response read(S3Request request, FoundObject found)
            throws S3Exception, MalformedRequestException, UfsException {
        WantedPart part = WantedPart.located(WantedPart.of(request), found.object(), reader);
        ReadPlan plan = ReadPlan.of(request, found.object(), part, clock.millis());
        if (plan.range().length() == 0) {
            return withoutBytes(plan);
        }
        ObjectBody body = reader.open(found, plan.range());
        boolean ready = false;
        try {
            CacheOutcome outcome = body.outcome();
            body.await();
            ready = true;
            return answer(plan, outcome, body);
        } finally {
            if (!ready) {
                body.close();
            }
        }
    }

    private static S3Response withoutBytes(ReadPlan plan) {
        if (plan.status() != 304) {
            plan.headers().add(CacheHeader.NAME, CacheHeader.of(CacheOutcome.HIT));
        }
        return new S3Response.Empty(plan.status(), plan.headers());
    }

    private static S3Response answer(ReadPlan plan, CacheOutcome outcome, ObjectBody body) {
        plan.headers().add(CacheHeader.NAME, CacheHeader.of(outcome));
        return new S3Response.Body(plan.status(), plan.headers(), body);
    }
}
