package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.ufs.UfsStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Response;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * The state of what was stored. The answer to a PUT has no Last-Modified, and its Date is that of the answer with some
 * services and that of the request with others, so one HEAD of exactly this version asks for the date, and for the
 * checksum that the service made.
 */
final class Published {
    private static final Logger log = LoggerFactory.getLogger(Published.class);

    private final S3Requests requests;
    private final InstantSource clock;

    Published(S3Requests requests, InstantSource clock) {
        this.requests = requests;
        this.clock = clock;
    }

    UfsStatus status(String path, String key, UfsCreateOptions options, PutObjectResponse answer) throws UfsException {
        String etag = requests.publishedEtag(key, answer.eTag());
        UfsStatus stored = stored(path, key, etag, answer);
        long modified = stored.lastModifiedMillis();
        return path.endsWith("/")
                ? Folders.status(path, modified, options.attributes())
                : new UfsStatus(path, options.length(), modified, etag, stored.content(), options.attributes());
    }

    /**
     * The state of an object that was made of parts. Its attributes came with the beginning of the upload, so the HEAD
     * asks for them too. When it fails they are not known, and the object was published all the same.
     */
    UfsStatus assembled(String path, String key, long length, CompleteMultipartUploadResponse answer)
            throws UfsException {
        String etag = requests.publishedEtag(key, answer.eTag());
        try {
            return requests.head(path, key, etag);
        } catch (UfsException e) {
            log.info("key '{}' was published with ETag {} and unknown attributes: {}", key, etag, e.getMessage());
            long modified = S3Requests.seconds(date(answer));
            return new UfsStatus(path, length, modified, etag, etag, UfsAttributes.NONE);
        }
    }

    /** The state of a part, dated by the answer. */
    UfsPart part(String key, int number, long length, UploadPartResponse answer) throws UfsException {
        String etag = requests.publishedEtag(key, answer.eTag());
        return new UfsPart(number, length, etag, S3Requests.seconds(date(answer)), S3Checksums.of(answer));
    }

    /** The object may have another version by now, or the service may be gone: it was published all the same. */
    private UfsStatus stored(String path, String key, String etag, PutObjectResponse answer) {
        try {
            return requests.head(path, key, etag);
        } catch (UfsException e) {
            return new UfsStatus(path, 0, S3Requests.seconds(date(answer)), etag, etag, UfsAttributes.NONE);
        }
    }

    private Instant date(S3Response answer) {
        try {
            return answer.sdkHttpResponse()
                    .firstMatchingHeader("date")
                    .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .orElseGet(clock::instant);
        } catch (DateTimeException e) {
            return clock.instant();
        }
    }
}
