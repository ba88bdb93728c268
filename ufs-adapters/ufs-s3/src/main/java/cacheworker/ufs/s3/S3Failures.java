package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsCondition;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What a failure of the SDK means. Messages name service, bucket and key, and repeat what the service said; never a
 * credential.
 */
final class S3Failures {
    /** Codes that say more than their HTTP status. */
    private static final Map<String, Kind> CODES = Map.ofEntries(
            Map.entry("SlowDown", Kind.THROTTLED),
            Map.entry("Throttling", Kind.THROTTLED),
            Map.entry("RequestLimitExceeded", Kind.THROTTLED),
            Map.entry("RequestTimeout", Kind.UNAVAILABLE),
            Map.entry("KeyTooLongError", Kind.NAME_TOO_LONG),
            Map.entry("NoSuchBucket", Kind.NOT_FOUND),
            Map.entry("NoSuchUpload", Kind.NO_SUCH_UPLOAD),
            Map.entry("InvalidPart", Kind.CHANGED),
            Map.entry("ExpiredToken", Kind.DENIED),
            Map.entry("InvalidToken", Kind.DENIED),
            Map.entry("AuthorizationHeaderMalformed", Kind.DENIED),
            Map.entry("InvalidTag", Kind.BAD_TAGS),
            Map.entry("QuotaExceeded", Kind.NO_SPACE),
            Map.entry("XMinioAdminBucketQuotaExceeded", Kind.NO_SPACE),
            Map.entry("XMinioStorageFull", Kind.NO_SPACE));

    /** What codes mean in the answer to a request with a condition on what it writes to. */
    private static final Map<String, Kind> CONDITION_CODES = Map.of(
            "PreconditionFailed", Kind.CONDITION_FAILED,
            "ConditionalRequestConflict", Kind.RACED,
            "NoSuchKey", Kind.NOT_FOUND);

    private final String where;
    private final Kind missing;
    private final boolean conditional;

    /**
     * Failures of one bucket.
     *
     * @param service what to call the service
     * @param bucket its bucket
     */
    S3Failures(String service, String bucket) {
        this(", bucket '" + bucket + "' at " + service, Kind.NOT_FOUND, false);
    }

    private S3Failures(String where, Kind missing, boolean conditional) {
        this.where = where;
        this.missing = missing;
        this.conditional = conditional;
    }

    /** The same for requests that name an upload: if there is a bucket, it is the upload that is not there. */
    S3Failures ofUploads() {
        return new S3Failures(where, Kind.NO_SUCH_UPLOAD, conditional);
    }

    /** The same for requests that write under a condition, if there is one. */
    S3Failures under(UfsCondition condition) {
        return condition.isNone() ? this : new S3Failures(where, missing, true);
    }

    /** A failure of the worker's own making, or one without the SDK. */
    UfsException of(Kind kind, String key, String reason) {
        return of(kind, key, reason, null);
    }

    UfsException of(Kind kind, String key, String reason, @Nullable Throwable cause) {
        return new UfsException(kind, describe(key, reason), cause);
    }

    /** There is no such object or folder. */
    UfsException notFound(String key) {
        return of(Kind.NOT_FOUND, key, "does not exist");
    }

    /** A call that changes nothing, or certainly has not changed anything, failed. */
    UfsException unchanged(String key, SdkException e) {
        return of(kind(e), key, reason(e), e);
    }

    /** A call that may have changed something failed. */
    UfsException perhapsChanged(String key, SdkException e) {
        return mayHaveWorked(e) ? unknown(key, reason(e), e) : unchanged(key, e);
    }

    /** Nobody knows whether a change was made. */
    UfsException unknown(String key, String reason, @Nullable Throwable cause) {
        return UfsException.outcomeUnknown(describe(key, "may or may not be changed: " + reason), cause);
    }

    private String describe(String key, String reason) {
        return "key '" + key + "'" + where + ": " + reason;
    }

    private boolean mayHaveWorked(SdkException e) {
        if (e instanceof S3Exception answer) {
            return status(answer) >= 500 && kind(e) == Kind.UNAVAILABLE;
        }
        return !(e instanceof CredentialsMissingException || hasNotConnected(e));
    }

    private static boolean hasNotConnected(SdkException e) {
        return isCausedBy(e, ConnectException.class)
                || isCausedBy(e, ConnectTimeoutException.class)
                || isCausedBy(e, UnknownHostException.class)
                || isCausedBy(e, NoRouteToHostException.class)
                || isCausedBy(e, ConnectionRequestTimeoutException.class);
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private Kind kind(SdkException e) {
        if (e instanceof S3Exception answer) {
            Kind known = isAboutTags(answer) ? Kind.BAD_TAGS : CODES.get(code(answer));
            Kind kind = conditional ? CONDITION_CODES.getOrDefault(code(answer), known) : known;
            return kind == null ? kind(status(answer)) : kind;
        }
        if (e instanceof CredentialsMissingException) {
            return Kind.DENIED;
        }
        return isCausedBy(e, ConnectionRequestTimeoutException.class) ? Kind.THROTTLED : Kind.UNAVAILABLE;
    }

    /** Too many tags have no code of their own, only a text. */
    private static boolean isAboutTags(S3Exception answer) {
        return code(answer).equals("BadRequest")
                && text(answer).toLowerCase(Locale.ROOT).contains("tags");
    }

    private Kind kind(int status) {
        return switch (status) {
            case 404, 410 -> missing;
            case 401, 403 -> Kind.DENIED;
            case 409 -> conditional ? Kind.RACED : Kind.CHANGED;
            case 412 -> conditional ? Kind.CONDITION_FAILED : Kind.CHANGED;
            // An object that became shorter than the range that was asked for.
            case 416 -> Kind.CHANGED;
            case 429, 503 -> Kind.THROTTLED;
            case 507 -> Kind.NO_SPACE;
            case 408, 425 -> Kind.UNAVAILABLE;
            default -> status >= 500 && status != 501 ? Kind.UNAVAILABLE : Kind.UNSUPPORTED;
        };
    }

    /** A service that works longer answers with success first, and may fail behind that: it would have said 500. */
    private static int status(S3Exception answer) {
        return answer.statusCode() < 300 ? 500 : answer.statusCode();
    }

    /** The code of an error; empty when it has none. */
    static String code(S3Exception answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private static String text(S3Exception answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null || details.errorMessage() == null ? "" : details.errorMessage();
    }

    private String reason(SdkException e) {
        if (!(e instanceof S3Exception answer)) {
            return String.valueOf(e.getMessage());
        }
        String code = code(answer);
        String text = text(answer);
        return "the service answers " + answer.statusCode() + " " + code
                + (text.isEmpty() || text.equals(code) ? "" : " (" + text + ")") + hint(answer);
    }

    private String hint(S3Exception answer) {
        return switch (answer.statusCode()) {
            case 301, 307 -> "; the bucket is in another region: see alluxio.underfs.s3.region";
            case 404 -> kind(answer) == Kind.NOT_FOUND ? "; no such key, or no such bucket" : "";
            default -> "";
        };
    }
}
