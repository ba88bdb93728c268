package cacheworker.s3.auth;

import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.Query;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The user and the end of life of a presigned URL, in the forms of Signature V4 and V2. */
final class PresignedUrl {
    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final long LONGEST_SECONDS = Duration.ofDays(7).toSeconds();
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(15);
    private static final String EXPIRES = "X-Amz-Expires";

    private final InstantSource clock;

    PresignedUrl(InstantSource clock) {
        this.clock = clock;
    }

    static boolean isV4(Query query) {
        return query.has("X-Amz-Algorithm") || query.has("X-Amz-Credential") || query.has("X-Amz-Signature");
    }

    static boolean isV2(Query query) {
        return query.has("AWSAccessKeyId");
    }

    String userOfV4(Query query) throws S3Exception {
        String algorithm = required(query, "X-Amz-Algorithm");
        if (!algorithm.equals("AWS4-HMAC-SHA256")) {
            throw malformed("X-Amz-Algorithm is '" + algorithm + "', expected AWS4-HMAC-SHA256");
        }
        String user = credential(required(query, "X-Amz-Credential"));
        Instant signed = date(required(query, "X-Amz-Date"));
        long seconds = lifetime(required(query, EXPIRES));
        required(query, "X-Amz-SignedHeaders");
        required(query, "X-Amz-Signature");
        Instant now = clock.instant();
        if (signed.isAfter(now.plus(CLOCK_SKEW))) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED, "Request is not yet valid: it is dated " + signed)
                    .with("ServerTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
        }
        Instant end = signed.plusSeconds(seconds);
        if (now.isAfter(end)) {
            throw expired(end, now).with(EXPIRES, Long.toString(seconds));
        }
        return user;
    }

    String userOfV2(Query query) throws S3Exception {
        String user = required(query, "AWSAccessKeyId");
        required(query, "Signature");
        String expires = required(query, "Expires");
        Instant end;
        try {
            end = Instant.ofEpochSecond(Long.parseLong(expires));
        } catch (NumberFormatException | DateTimeException e) {
            throw malformed("Expires is '" + expires + "', expected seconds since 1970");
        }
        Instant now = clock.instant();
        if (now.isAfter(end)) {
            throw expired(end, now);
        }
        return user;
    }

    private static S3Exception expired(Instant end, Instant now) {
        return new S3Exception(S3ErrorCode.ACCESS_DENIED, "Request has expired: it was valid until " + end)
                .with("Expires", end.toString())
                .with("ServerTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static String credential(String credential) throws S3Exception {
        try {
            return Credential.user(credential);
        } catch (IllegalArgumentException e) {
            throw malformed("X-Amz-Credential cannot be read: " + e.getMessage());
        }
    }

    private static Instant date(String text) throws S3Exception {
        try {
            return LocalDateTime.parse(text, BASIC).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw malformed("X-Amz-Date is '" + text + "', expected the form 20130524T000000Z");
        }
    }

    private static long lifetime(String text) throws S3Exception {
        boolean digits = !text.isEmpty() && text.length() <= 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        long seconds = digits ? Long.parseLong(text) : 0;
        if (seconds < 1 || seconds > LONGEST_SECONDS) {
            throw malformed(EXPIRES + " is '" + text + "', expected 1 to " + LONGEST_SECONDS + " seconds");
        }
        return seconds;
    }

    private static String required(Query query, String name) throws S3Exception {
        @Nullable String value = query.get(name);
        if (value == null || value.isEmpty()) {
            throw malformed("a presigned URL needs the parameter " + name);
        }
        return value;
    }

    private static S3Exception malformed(String why) {
        return new S3Exception(
                S3ErrorCode.AUTHORIZATION_QUERY_PARAMETERS, "The query's authorization cannot be read: " + why);
    }
}
