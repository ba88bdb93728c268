package cacheworker.s3.op;

import cacheworker.core.base.NonBlocking;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.mount.NameException;
import cacheworker.core.read.ObjectReader;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsParts;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.DecimalLength;
import cacheworker.s3.request.HttpDate;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import cacheworker.s3.xml.ObjectAttributesDocument;
import cacheworker.s3.xml.ObjectAttributesDocument.PartsPage;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code GET /bucket/key?attributes}: what is known of an object, as a document. */
final class GetObjectAttributes implements Operation {
    private static final String ATTRIBUTES = "x-amz-object-attributes";
    private static final int MOST_PARTS = 1000;
    /** How often an object that changes while its parts are asked for is looked up. */
    private static final int ATTEMPTS = 3;

    private final ObjectReader reader;

    GetObjectAttributes(ObjectReader reader) {
        this.reader = reader;
    }

    @Override
    public @Nullable S3Response tryNow(S3Request request) throws S3Exception {
        CachedObject object = reader.peek(Target.object(request));
        return object == null || mustBeAsked(request, object.status())
                ? null
                : answer(request, object.status(), object.status().content().parts());
    }

    @Override
    public S3Response run(S3Request request, RequestBody body) throws S3Exception, NameException, UfsException {
        for (int attempt = 1; ; attempt++) {
            CachedObject object = reader.find(Target.object(request));
            UfsStatus status = object.status();
            try {
                boolean ask = mustBeAsked(request, status);
                return answer(
                        request,
                        status,
                        ask ? reader.parts(object) : status.content().parts());
            } catch (UfsException e) {
                if (e.kind() != UfsException.Kind.CHANGED || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Whether only the storage knows the parts that are asked for: the ETag of what has some has a dash. */
    @NonBlocking
    private static boolean mustBeAsked(S3Request request, UfsStatus object) throws S3Exception {
        return wanted(request).contains("ObjectParts")
                && object.content().parts().count() == 0
                && object.etag().indexOf('-') >= 0;
    }

    @NonBlocking
    private static S3Response answer(S3Request request, UfsStatus object, UfsParts parts) throws S3Exception {
        PartsPage page = new PartsPage(
                number(request, "x-amz-part-number-marker", 0),
                Math.min(MOST_PARTS, number(request, "x-amz-max-parts", MOST_PARTS)));
        ResponseHeaders headers =
                new ResponseHeaders().add("Last-Modified", HttpDate.format(object.lastModifiedMillis()));
        return new S3Response.Xml(200, headers, ObjectAttributesDocument.of(object, parts, wanted(request), page));
    }

    private static Set<String> wanted(S3Request request) throws S3Exception {
        Set<String> wanted = new TreeSet<>();
        for (String value : request.headers().all(ATTRIBUTES)) {
            for (String name : value.split(",")) {
                wanted.add(name.strip());
            }
        }
        wanted.remove("");
        if (wanted.isEmpty() || !ObjectAttributesDocument.NAMES.containsAll(wanted)) {
            throw QueryParameters.invalid(
                    ATTRIBUTES,
                    String.join(",", wanted),
                    "one or more of " + new TreeSet<>(ObjectAttributesDocument.NAMES));
        }
        return wanted;
    }

    private static int number(S3Request request, String header, int unlessGiven) throws S3Exception {
        String value = request.header(header);
        if (value == null) {
            return unlessGiven;
        }
        long number = DecimalLength.parse(value.strip()).orElse(-1);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw QueryParameters.invalid(header, value, "a number from 0 to " + Integer.MAX_VALUE);
        }
        return (int) number;
    }
}
