package cacheworker.s3.op;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.ByteRange;
import cacheworker.core.base.NonBlocking;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.read.ObjectReader;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsMultipart;
import cacheworker.core.ufs.UfsPartPlace;
import cacheworker.core.ufs.UfsParts;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.S3Request;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code partNumber} of a GET or HEAD.
 *
 * @param number 1 to {@link UfsMultipart#MOST_PARTS}
 * @param place where the storage says that it lies; null when it was not asked, or does not know
 */
record WantedPart(int number, @Nullable UfsPartPlace place) {
    private static final String NAME = "partNumber";

    /**
     * The part that a request asks for.
     *
     * @return null when it asks for none
     * @throws MalformedRequestException for a number that no part has, and for one beside a range
     */
    @NonBlocking
    static @Nullable WantedPart of(S3Request request) throws MalformedRequestException {
        String part = request.query().get(NAME);
        if (part == null) {
            return null;
        }
        if (request.header("Range") != null) {
            throw new MalformedRequestException(
                    MalformedRequestException.Fault.INVALID_REQUEST,
                    "Cannot specify both Range header and partNumber query parameter");
        }
        if (!part.matches("[1-9][0-9]{0,4}") || Integer.parseInt(part) > UfsMultipart.MOST_PARTS) {
            throw new MalformedRequestException(
                    MalformedRequestException.Fault.INVALID_ARGUMENT,
                    "partNumber is '" + part + "', expected 1 to " + UfsMultipart.MOST_PARTS,
                    Map.of("ArgumentName", NAME, "ArgumentValue", part));
        }
        return new WantedPart(Integer.parseInt(part), null);
    }

    /** Whether only the storage knows where a part lies: the ETag of what was uploaded in parts has a dash. */
    @NonBlocking
    static boolean mustBeLocated(@Nullable WantedPart part, CachedObject object) {
        UfsStatus status = object.status();
        return part != null
                && status.content().parts().count() == 0
                && status.etag().indexOf('-') >= 0;
    }

    /** The same with its place, if only the storage knows that. */
    @Blocking
    static @Nullable WantedPart located(@Nullable WantedPart part, CachedObject object, ObjectReader reader)
            throws UfsException {
        return part != null && mustBeLocated(part, object)
                ? new WantedPart(part.number, reader.part(object, part.number))
                : part;
    }

    /** How many parts the object has; 0 when nothing is known of parts. */
    int count(UfsStatus object) {
        return place == null ? object.content().parts().count() : place.count();
    }

    /**
     * The bytes of the part. An object that was written at once has one part, and so has one of whose parts nothing is
     * known.
     *
     * @throws S3Exception INVALID_PART_NUMBER when the object has fewer parts
     */
    ByteRange range(UfsStatus object) throws S3Exception {
        int count = Math.max(1, count(object));
        ByteRange range = range(object, count);
        if (range == null) {
            throw new S3Exception(
                            S3ErrorCode.INVALID_PART_NUMBER,
                            "The object has " + count + " parts, part " + number + " was asked for")
                    .with("PartNumberRequested", Integer.toString(number))
                    .with("ActualPartCount", Integer.toString(count));
        }
        return range;
    }

    private @Nullable ByteRange range(UfsStatus object, int count) {
        if (place != null || number > count) {
            return place == null ? null : place.range();
        }
        UfsParts parts = object.content().parts();
        return parts.count() == 0 ? new ByteRange(0, object.length()) : parts.range(number);
    }
}
