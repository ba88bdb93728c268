package cacheworker.s3.error;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.mount.NameException;
import cacheworker.core.ufs.UfsException;
import cacheworker.s3.request.HeaderLines;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.RequestParser;
import cacheworker.s3.request.S3Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorMapperTest {
    private static S3Request request(String target) {
        try {
            return RequestParser.parse("id", "GET", target, HeaderLines.of(), "192.0.2.1:1");
        } catch (MalformedRequestException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_URI, InvalidURI, 400",
        "KEY_TOO_LONG, KeyTooLongError, 400",
        "INVALID_ARGUMENT, InvalidArgument, 400",
        "INVALID_REQUEST, InvalidRequest, 400",
        "INVALID_DIGEST, InvalidDigest, 400",
        "MISSING_LENGTH, MissingContentLength, 411",
        "INCOMPLETE_BODY, IncompleteBody, 400",
        "BAD_DIGEST, BadDigest, 400",
        "SHA256_MISMATCH, XAmzContentSHA256Mismatch, 400",
        "MALFORMED_TRAILER, MalformedTrailerError, 400",
        "MALFORMED_XML, MalformedXML, 400",
        "HEADERS_TOO_LARGE, RequestHeaderSectionTooLarge, 400",
        "METADATA_TOO_LARGE, MetadataTooLarge, 400",
        "ENTITY_TOO_LARGE, EntityTooLarge, 400",
        "TIMEOUT, RequestTimeout, 400",
        "NOT_IMPLEMENTED, NotImplemented, 501",
    })
    void eachFaultOfARequestHasItsCode(MalformedRequestException.Fault fault, String code, int status) {
        S3Exception error =
                ErrorMapper.map(new MalformedRequestException(fault, "what and why", Map.of("Detail", "x")), null);
        assertThat(error.code().code()).isEqualTo(code);
        assertThat(error.code().status()).isEqualTo(status);
        assertThat(error.text()).isEqualTo("what and why");
        assertThat(error.details()).containsEntry("Detail", "x");
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_BUCKET_NAME, InvalidBucketName, BucketName",
        "BAD_KEY, InvalidURI, URI",
        "RESERVED, InvalidURI, URI",
        "NO_SUCH_BUCKET, NoSuchBucket, BucketName",
        "BUCKET_EXISTS, BucketAlreadyOwnedByYou, BucketName",
        "READ_ONLY, AccessDenied, ''",
        "BUCKET_NOT_EMPTY, BucketNotEmpty, BucketName",
    })
    void eachRefusedNameHasItsCode(NameException.Reason reason, String code, String element) {
        S3Exception error = ErrorMapper.map(new NameException(reason, "why"), request("/bkt/key"));
        assertThat(error.code().code()).isEqualTo(code);
        assertThat(error.text()).isEqualTo("why");
        assertThat(error.details().keySet()).isEqualTo(element.isEmpty() ? Set.of() : Set.of(element));
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND, NoSuchKey, 404",
        "CHANGED, OperationAborted, 409",
        "CONDITION_FAILED, PreconditionFailed, 412",
        "RACED, ConditionalRequestConflict, 409",
        "DENIED, AccessDenied, 403",
        "THROTTLED, SlowDown, 503",
        "UNAVAILABLE, ServiceUnavailable, 503",
        "NO_SPACE, InsufficientStorage, 507",
        "UNSUPPORTED, NotImplemented, 501",
        "CONFLICT, ObjectPrefixConflict, 409",
        "NAME_TOO_LONG, KeyTooLongError, 400",
        "NOT_EMPTY, BucketNotEmpty, 409",
        "BAD_NAME, InvalidURI, 400",
        "BAD_TAGS, InvalidTag, 400",
    })
    void eachFailureOfTheStorageHasItsCode(UfsException.Kind kind, String code, int status) {
        S3Exception error = ErrorMapper.map(new UfsException(kind, "/secret/path of the storage"), request("/bkt/key"));
        assertThat(error.code().code()).isEqualTo(code);
        assertThat(error.code().status()).isEqualTo(status);
        boolean says = kind == UfsException.Kind.UNSUPPORTED || kind == UfsException.Kind.BAD_TAGS;
        assertThat(error.text().contains("secret")).isEqualTo(says);
    }

    @ParameterizedTest
    @EnumSource(
            value = UfsException.Kind.class,
            names = {"UNSUPPORTED", "BAD_TAGS"})
    void whatTheStorageDoesNotDoIsSaidInItsOwnWordsAndNotLogged(UfsException.Kind kind) throws Exception {
        S3Exception error = ErrorMapper.map(new UfsException(kind, "key 'k': 12 tags"), request("/bkt/key"));
        assertThat(error.text()).contains("key 'k': 12 tags");
        assertThat(error.getCause()).isNull();
        S3Request put = RequestParser.parse("id", "PUT", "/b/k", HeaderLines.of("If-Match", "*"), "192.0.2.1:1");
        assertThat(ErrorMapper.map(new UfsException(kind, "12 tags"), put).text())
                .contains("12 tags");
        assertThat(ErrorMapper.map(new UfsException(kind, "12 tags"), put).getCause())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "CONDITION_FAILED, Condition, If-Match",
        "RACED, Condition, If-Match",
        "UNSUPPORTED, Header, If-Match",
        "CONDITION_FAILED, Condition, If-None-Match",
        "UNSUPPORTED, Header, If-None-Match"
    })
    void theConditionOfAWriteIsNamed(UfsException.Kind kind, String element, String header) throws Exception {
        S3Request put = RequestParser.parse("id", "PUT", "/b/k", HeaderLines.of(header, "*"), "192.0.2.1:1");
        assertThat(ErrorMapper.map(new UfsException(kind, "x"), put).details()).containsEntry(element, header);
        S3Request get = RequestParser.parse("id", "GET", "/b/k", HeaderLines.of(header, "*"), "192.0.2.1:1");
        assertThat(ErrorMapper.map(new UfsException(kind, "x"), get).details()).doesNotContainKey(element);
    }

    @Test
    void aMissingObjectIsNamed() {
        S3Exception error =
                ErrorMapper.map(new UfsException(UfsException.Kind.NOT_FOUND, "/m/a b"), request("/bkt/a%20b"));
        assertThat(error.details()).isEqualTo(Map.of("Key", "a b"));
    }

    @Test
    void aMissingBucketIsNamedWhenOneWasAskedFor() {
        S3Exception error =
                ErrorMapper.map(new UfsException(UfsException.Kind.NOT_FOUND, "/m/bkt"), request("/bkt?list-type=2"));
        assertThat(error.code()).isEqualTo(S3ErrorCode.NO_SUCH_BUCKET);
        assertThat(error.details()).isEqualTo(Map.of("BucketName", "bkt"));
    }

    @Test
    void anUnknownOutcomeIsAnInternalErrorThatSaysSo() {
        S3Exception error = ErrorMapper.map(UfsException.outcomeUnknown("rename of /secret", null), request("/b/k"));
        assertThat(error.code()).isEqualTo(S3ErrorCode.INTERNAL_ERROR);
        assertThat(error.text()).contains("may or may not").doesNotContain("secret");
    }

    @Test
    void anythingElseIsAnInternalErrorWithoutInternals() {
        for (Throwable failure : new Throwable[] {
            new IllegalStateException("secret"), new IOException("secret"), new OutOfMemoryError("secret")
        }) {
            S3Exception error = ErrorMapper.map(failure, request("/b/k"));
            assertThat(error.code()).isEqualTo(S3ErrorCode.INTERNAL_ERROR);
            assertThat(error.text()).doesNotContain("secret");
            assertThat(error).hasCause(failure);
        }
    }

    @Test
    void whatAFutureOrAStreamWrappedIsUnwrapped() {
        UfsException failure = new UfsException(UfsException.Kind.THROTTLED, "slow");
        for (Throwable wrapper : new Throwable[] {
            new CompletionException(failure), new ExecutionException(new UncheckedIOException(failure)),
        }) {
            assertThat(ErrorMapper.map(wrapper, null).code()).isEqualTo(S3ErrorCode.SLOW_DOWN);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bkt.s3.example.org:29998, true",
        "s3.example.org, true",
        "127.0.0.1:29998, false",
        "localhost:29998, false",
        "[::1]:29998, false"
    })
    void aMissingBucketBehindAHostNameBringsTheHintAtPathStyle(String host, boolean hint) throws Exception {
        S3Request request = RequestParser.parse("id", "GET", "/key", HeaderLines.of("Host", host), "192.0.2.1:1");
        String text = ErrorMapper.map(new NameException(NameException.Reason.NO_SUCH_BUCKET, "no bucket"), request)
                .text();
        assertThat(text.contains("path-style")).isEqualTo(hint);
    }

    @Test
    void anErrorOfAnOperationIsPassedOn() {
        S3Exception error = new S3Exception(S3ErrorCode.METHOD_NOT_ALLOWED, "no")
                .with("Method", "PATCH")
                .with("ResourceType", "OBJECT")
                .withHeader("Allow", "GET");
        assertThat(ErrorMapper.map(error, null)).isSameAs(error);
        assertThat(error.details()).containsExactly(Map.entry("Method", "PATCH"), Map.entry("ResourceType", "OBJECT"));
        assertThat(error.headers()).containsExactly(Map.entry("Allow", "GET"));
    }

    @ParameterizedTest
    @EnumSource(UfsException.Kind.class)
    void aFailureWithoutARequestHasACodeToo(UfsException.Kind kind) {
        assertThat(ErrorMapper.map(new UfsException(kind, "x"), null).code()).isNotNull();
    }

    @Test
    void everyFaultHasACodeOfItsOwn() {
        Set<S3ErrorCode> codes = EnumSet.noneOf(S3ErrorCode.class);
        for (MalformedRequestException.Fault fault : MalformedRequestException.Fault.values()) {
            codes.add(ErrorMapper.map(new MalformedRequestException(fault, ""), null)
                    .code());
        }
        assertThat(codes).hasSize(MalformedRequestException.Fault.values().length);
    }
}
