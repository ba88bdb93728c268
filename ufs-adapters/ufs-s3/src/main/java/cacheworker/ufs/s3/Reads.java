package cacheworker.ufs.s3;

import cacheworker.core.base.ByteRange;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsInput;
import cacheworker.core.ufs.UfsStatus;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Opens ranges of one version of an object. */
final class Reads {
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
                            .range("bytes=" + range.offset() + "-" + (range.end() - 1)));
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
