package cacheworker.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.CapturedRequest;
import cacheworker.s3.request.HeaderLines;
import cacheworker.s3.request.RequestParser;
import cacheworker.s3.request.S3Request;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimpleAuthenticatorTest {
    private static final Instant SIGNED = Instant.parse("2013-05-24T00:00:00Z");
    private static final String PRESIGNED = "/b/k?X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + "&X-Amz-Credential=alice%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z"
            + "&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=aeee";
    private static final String PRESIGNED_V2 = "/b/k?AWSAccessKeyId=alice&Signature=x%3D&Expires=1369353660";

    private static String user(Instant now, String target, String... headers) throws Exception {
        S3Request request = RequestParser.parse("id", "GET", target, HeaderLines.of(headers), "192.0.2.1:1");
        return new SimpleAuthenticator("worker", InstantSource.fixed(now))
                .authenticate(request)
                .user();
    }

    private static S3Exception refusal(Instant now, String target, String... headers) {
        return catchThrowableOfType(S3Exception.class, () -> user(now, target, headers));
    }

    @Test
    void everyCapturedRequestIsOfTheUserThatItsClientWas() throws Exception {
        for (CapturedRequest captured : CapturedRequest.all()) {
            SimpleAuthenticator authenticator =
                    new SimpleAuthenticator("worker", InstantSource.fixed(Instant.parse("2026-11-23T04:00:00Z")));
            S3Request request = captured.parse();
            if (request.query().has("X-Amz-Date")) {
                continue;
            }
            assertThat(authenticator.authenticate(request).user())
                    .as("%s", captured)
                    .isEqualTo(captured.user() == null ? "worker" : captured.user());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS4-HMAC-SHA256 Credential=alice/20130524/us-east-1/s3/aws4_request, Signature=s | alice",
                "AWS4-HMAC-SHA256 Credential=alice/20130524/us-east-1/s3/aws4_request,Signature=s | alice",
                "AWS4-HMAC-SHA256 SignedHeaders=h,Signature=s,Credential=a/b/c/20130524/auto/s3/aws4_request | a/b/c",
                "AWS4-HMAC-SHA256\tSignedHeaders=h \t, Credential=alice/20130524//s3/aws4_request | alice",
                "AWS4-HMAC-SHA256 Credential=alice/ | alice",
                "AWS4-HMAC-SHA256 Credential=alice | alice",
                "AWS alice:frJIUN8DYpKDtOLCwo//yllqDzg= | alice",
                "AWS a:b:frJIUN8DYpKDtOLCwo//yllqDzg= | a:b",
            })
    void theHeaderNamesTheUser(String header, String user) throws Exception {
        assertThat(user(SIGNED, "/b/k", "Authorization", header)).isEqualTo(user);
    }

    @Test
    void withoutAnyNameItIsTheWorkersOwnUser() throws Exception {
        assertThat(user(SIGNED, "/b/k?x-id=GetObject")).isEqualTo("worker");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer token",
                "AWS4-HMAC-SHA256",
                "AWS4-HMAC-SHA256 Signature=s",
                "AWS4-HMAC-SHA256 Credential=",
                "AWS4-HMAC-SHA256 Credential=/",
                "AWS4-HMAC-SHA256 Credential=/20130524/us-east-1/s3/aws4_request",
                "AWS4-HMAC-SHA256 Credential=a/20130524/us-east-1/sqs/aws4_request",
                "AWS4-HMAC-SHA256 Credential=a/20130524/us-east-1/s3/aws5_request",
                "AWS4-HMAC-SHA256 XCredential=a/20130524/us-east-1/s3/aws4_request",
                "AWS nocolon",
                "AWS :signature",
            })
    void anyOtherHeaderIsMalformed(String header) {
        assertThat(refusal(SIGNED, "/b/k", "Authorization", header).code())
                .isEqualTo(S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED);
    }

    @Test
    void anotherAlgorithmIsAnUnsupportedSignature() {
        String header = "AWS4-ECDSA-P256-SHA256 Credential=a/20130524/s3/aws4_request, SignedHeaders=h, Signature=s";
        assertThat(refusal(SIGNED, "/b/k", "Authorization", header).code())
                .isEqualTo(S3ErrorCode.UNSUPPORTED_SIGNATURE);
    }

    @Test
    void moreThanOneMechanismIsAnInvalidArgument() {
        String header = "AWS4-HMAC-SHA256 Credential=a/20130524/us-east-1/s3/aws4_request";
        assertThat(refusal(SIGNED, PRESIGNED, "Authorization", header).code()).isEqualTo(S3ErrorCode.INVALID_ARGUMENT);
        assertThat(refusal(SIGNED, PRESIGNED_V2, "Authorization", header).code())
                .isEqualTo(S3ErrorCode.INVALID_ARGUMENT);
        assertThat(refusal(SIGNED, "/b/k", "Authorization", header, "Authorization", header)
                        .code())
                .isEqualTo(S3ErrorCode.INVALID_ARGUMENT);
    }

    @Test
    void aPresignedUrlNamesTheUserUntilItExpires() throws Exception {
        assertThat(user(SIGNED, PRESIGNED)).isEqualTo("alice");
        assertThat(user(SIGNED.plusSeconds(60), PRESIGNED)).isEqualTo("alice");
        S3Exception refusal = refusal(SIGNED.plusSeconds(61), PRESIGNED);
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.ACCESS_DENIED);
        assertThat(refusal.details())
                .containsEntry("X-Amz-Expires", "60")
                .containsEntry("Expires", "2013-05-24T00:01:00Z")
                .containsEntry("ServerTime", "2013-05-24T00:01:01Z");
    }

    @Test
    void aPresignedUrlOfTheFutureIsNotYetValid() throws Exception {
        assertThat(user(SIGNED.minusSeconds(900), PRESIGNED)).isEqualTo("alice");
        assertThat(refusal(SIGNED.minusSeconds(901), PRESIGNED).code()).isEqualTo(S3ErrorCode.ACCESS_DENIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "604801", "", "x", "1e3", "9999999999999999999"})
    void lifetimesOtherThan1To604800SecondsAreRefused(String seconds) {
        assertThat(refusal(SIGNED, PRESIGNED.replace("X-Amz-Expires=60", "X-Amz-Expires=" + seconds))
                        .code())
                .isEqualTo(S3ErrorCode.AUTHORIZATION_QUERY_PARAMETERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Amz-Algorithm=AWS4-HMAC-SHA256",
                "X-Amz-Credential=alice%2F20130524%2Fus-east-1%2Fs3%2Faws4_request",
                "X-Amz-Date=20130524T000000Z",
                "X-Amz-Expires=60",
                "X-Amz-SignedHeaders=host",
                "X-Amz-Signature=aeee"
            })
    void aPresignedUrlThatLacksAParameterIsRefused(String parameter) {
        S3Exception refusal = refusal(SIGNED, PRESIGNED.replace(parameter, "x=y"));
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.AUTHORIZATION_QUERY_PARAMETERS);
        assertThat(refusal.text()).contains(parameter.substring(0, parameter.indexOf('=')));
    }

    @ParameterizedTest
    @CsvSource({
        "AWS4-HMAC-SHA256, AWS4-ECDSA-P256-SHA256",
        "20130524T000000Z, 2013-05-24",
        "20130524T000000Z, 20131324T000000Z",
        "aws4_request, aws5_request",
        "%2Fs3%2F, %2Fec2%2F",
    })
    void aPresignedUrlWithABadValueIsRefused(String good, String bad) {
        assertThat(refusal(SIGNED, PRESIGNED.replace(good, bad)).code())
                .isEqualTo(S3ErrorCode.AUTHORIZATION_QUERY_PARAMETERS);
    }

    @Test
    void aPresignedUrlOfSignatureV2NamesTheUserUntilItExpires() throws Exception {
        assertThat(user(SIGNED.plusSeconds(60), PRESIGNED_V2)).isEqualTo("alice");
        assertThat(refusal(SIGNED.plusSeconds(61), PRESIGNED_V2).code()).isEqualTo(S3ErrorCode.ACCESS_DENIED);
        assertThat(refusal(SIGNED, PRESIGNED_V2.replace("1369353660", "soon")).code())
                .isEqualTo(S3ErrorCode.AUTHORIZATION_QUERY_PARAMETERS);
        assertThat(refusal(SIGNED, "/b/k?AWSAccessKeyId=alice").code())
                .isEqualTo(S3ErrorCode.AUTHORIZATION_QUERY_PARAMETERS);
    }
}
