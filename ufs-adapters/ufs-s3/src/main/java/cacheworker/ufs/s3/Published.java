package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * The state of what a PUT published. Its answer has no Last-Modified, and its Date is that of the answer with some
 * services and that of the request with others, so one HEAD of exactly this version asks for the date.
 */
final class Published {
    private final S3Requests requests;
    private final InstantSource clock;

    Published(S3Requests requests, InstantSource clock) {
        this.requests = requests;
        this.clock = clock;
    }

    UfsStatus status(String path, String key, UfsCreateOptions options, PutObjectResponse answer) throws UfsException {
        String etag = requests.publishedEtag(key, answer.eTag());
        long modified = lastModified(path, key, etag, answer);
        return path.endsWith("/")
                ? Folders.status(path, modified, options.attributes())
                : new UfsStatus(path, options.length(), modified, etag, etag, options.attributes());
    }

    /** The object may have another version by now, or the service may be gone: it was published all the same. */
    private long lastModified(String path, String key, String etag, PutObjectResponse answer) {
        try {
            return requests.head(path, key, etag).lastModifiedMillis();
        } catch (UfsException e) {
            return S3Requests.seconds(date(answer));
        }
    }

    private Instant date(PutObjectResponse answer) {
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
