package cacheworker.s3.auth;

import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.Query;
import cacheworker.s3.request.S3Request;
import java.time.InstantSource;
import java.util.List;

/**
 * SIMPLE authentication: the user is whom the request names, and no signature is checked. The name is the access key of
 * a Signature V4 or V2 header, or of a presigned URL of either kind, whose end of life is honoured; without any, it is
 * the worker's own user.
 */
public final class SimpleAuthenticator implements Authenticator {
    private static final String V4 = "AWS4-HMAC-SHA256";
    private static final String V2 = "AWS ";
    private static final String CREDENTIAL = "Credential=";

    private final Identity anonymous;
    private final PresignedUrl presigned;

    /**
     * An authenticator.
     *
     * @param anonymousUser the user of requests that name none: the one that the worker's process runs as
     * @param clock the time, for presigned URLs
     */
    public SimpleAuthenticator(String anonymousUser, InstantSource clock) {
        this.anonymous = new Identity(anonymousUser);
        this.presigned = new PresignedUrl(clock);
    }

    @Override
    public Identity authenticate(S3Request request) throws S3Exception {
        List<String> headers = request.headers().all("Authorization");
        Query query = request.query();
        boolean v4Query = PresignedUrl.isV4(query);
        boolean v2Query = PresignedUrl.isV2(query);
        int mechanisms = headers.size() + (v4Query ? 1 : 0) + (v2Query ? 1 : 0);
        if (mechanisms > 1) {
            throw new S3Exception(
                            S3ErrorCode.INVALID_ARGUMENT,
                            "The request is signed in more than one way: expected either one Authorization header"
                                    + " or the parameters of one presigned URL")
                    .with("ArgumentName", "Authorization")
                    .with("ArgumentValue", headers.isEmpty() ? "" : shortened(headers.get(0)));
        }
        if (v4Query) {
            return new Identity(presigned.userOfV4(query));
        }
        if (v2Query) {
            return new Identity(presigned.userOfV2(query));
        }
        return headers.isEmpty()
                ? anonymous
                : new Identity(userOf(headers.get(0).strip()));
    }

    private static String userOf(String header) throws S3Exception {
        if (header.startsWith(V4)) {
            int start = credential(header);
            if (start < 0) {
                throw malformed("it has no Credential=");
            }
            try {
                return Credential.user(header.substring(start, endOfCredential(header, start)));
            } catch (IllegalArgumentException e) {
                throw malformed(String.valueOf(e.getMessage()));
            }
        }
        if (header.startsWith(V2)) {
            int colon = header.lastIndexOf(':');
            String user = colon < 0 ? "" : header.substring(V2.length(), colon).strip();
            if (user.isEmpty()) {
                throw malformed("expected 'AWS access-key:signature'");
            }
            return user;
        }
        if (header.startsWith("AWS4-")) {
            throw new S3Exception(
                    S3ErrorCode.UNSUPPORTED_SIGNATURE,
                    "The signature '" + shortened(header) + "' is of a kind not known here, expected " + V4);
        }
        throw malformed("expected it to begin with " + V4 + ", or with AWS for Signature V2, found '"
                + shortened(header) + "'");
    }

    /** Where the credential begins, at the beginning of a word; -1 when there is none. */
    private static int credential(String header) {
        int from = V4.length();
        while (true) {
            int found = header.indexOf(CREDENTIAL, from);
            if (found < 0) {
                return -1;
            }
            if (found == V4.length() || endsCredential(header.charAt(found - 1))) {
                return found + CREDENTIAL.length();
            }
            from = found + 1;
        }
    }

    private static int endOfCredential(String header, int start) {
        int end = start;
        while (end < header.length() && !endsCredential(header.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean endsCredential(char c) {
        return c == ',' || c == ' ' || c == '\t';
    }

    private static S3Exception malformed(String why) {
        return new S3Exception(
                S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED, "The authorization header is malformed: " + why);
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
