package cacheworker.ufs.s3;

import cacheworker.core.base.ByteRange;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsInput;
import cacheworker.core.ufs.UfsOpened;
import cacheworker.core.ufs.UfsStatus;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Opens ranges of one version of an object. */
final class Reads {
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final S3Clients clients;
    private final S3Root root;
    private final S3Requests requests;
    private final S3Failures failures;

    Reads(S3Clients clients, S3Root root, S3Requests requests, S3Failures failures) {
        this.clients = clients;
        this.root = root;
        this.requests = requests;
        this.failures = failures;
    }

    UfsInput open(String path, String expected, ByteRange range) throws UfsException {
        String key = root.keyToRead(path);
        if (range.length() == 0) {
            UfsStatus status = requests.head(path, key, expected);
            checkInside(range, status.length());
            return new NoBytes();
        }
        ResponseInputStream<GetObjectResponse> body;
        try {
            body = clients.reads()
                    .getObject(request -> request.bucket(root.bucket())
                            .key(key)
                            .ifMatch(ETags.quoted(expected))
                            .range(rangeHeader(range)));
        } catch (SdkException e) {
            throw failures.unchanged(key, e);
        }
        boolean right = false;
        try {
            requests.checkVersion(key, ETags.bare(body.response().eTag()), expected);
            checkAnswer(key, range, body.response());
            right = true;
            return new S3Input(key, range, body, failures);
        } finally {
            if (!right) {
                body.abort();
            }
        }
    }

    /**
     * Opens bytes of whatever version there is, with its state.
     *
     * @return the bytes that there are of those that are wanted; null when there are none, or the service answers with
     *     something that does not say which they are
     */
    @Nullable
    UfsOpened openLatest(String path, ByteRange wanted) throws UfsException {
        String key = root.keyToRead(path);
        ResponseInputStream<GetObjectResponse> body;
        try {
            body = clients.reads()
                    .getObject(request -> request.bucket(root.bucket()).key(key).range(rangeHeader(wanted)));
        } catch (SdkException e) {
            if (e instanceof S3Exception answer && answer.statusCode() == RANGE_NOT_SATISFIABLE) {
                return null;
            }
            throw failures.unchanged(key, e);
        }
        boolean right = false;
        try {
            long total = total(body.response(), wanted);
            if (total <= wanted.offset()) {
                return null;
            }
            ByteRange range = new ByteRange(wanted.offset(), Math.min(wanted.end(), total) - wanted.offset());
            checkAnswer(key, range, body.response());
            UfsStatus status = requests.status(path, key, total, body.response());
            right = true;
            return new UfsOpened(status, new S3Input(key, range, body, failures), range);
        } finally {
            if (!right) {
                body.abort();
            }
        }
    }

    /** The length of the object, or -1 when an answer does not say it, or has other bytes than are wanted. */
    private static long total(GetObjectResponse answer, ByteRange wanted) {
        String contentRange = answer.contentRange();
        if (contentRange == null) {
            Long length = answer.contentLength();
            return length != null && wanted.offset() == 0 && length <= wanted.length() ? length : -1;
        }
        String total = contentRange.substring(contentRange.lastIndexOf('/') + 1);
        return total.matches("[0-9]{1,18}") ? Long.parseLong(total) : -1;
    }

    private static String rangeHeader(ByteRange range) {
        return "bytes=" + range.offset() + "-" + (range.end() - 1);
    }

    private static void checkInside(ByteRange range, long length) {
        if (range.end() > length) {
            throw new IllegalArgumentException(range + " is not inside the " + length + " bytes");
        }
    }

    /** The whole object is as good as a range that is all of it; anything else would be the wrong bytes. */
    private void checkAnswer(String key, ByteRange range, GetObjectResponse answer) throws UfsException {
        String wanted = "bytes " + range.offset() + "-" + (range.end() - 1) + "/";
        @Nullable String contentRange = answer.contentRange();
        Long length = answer.contentLength();
        boolean rightStart = contentRange == null ? range.offset() == 0 : contentRange.startsWith(wanted);
        if (!rightStart || (length != null && length != range.length()) || (length == null && contentRange == null)) {
            throw failures.of(
                    Kind.UNAVAILABLE,
                    key,
                    "asked for " + wanted + "*, the service answers with " + length + " bytes, Content-Range "
                            + contentRange);
        }
    }

    /** What an empty range has. */
    private record NoBytes() implements UfsInput {
        @Override
        public int read(ByteBuffer target) {
            return -1;
        }

        @Override
        public void close() {}
    }
}
