package cacheworker.s3.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3OpTest {
    @ParameterizedTest
    @CsvSource({
        "GET, /, LIST_BUCKETS",
        "GET, /?x-id=ListBuckets, LIST_BUCKETS",
        "PUT, /b, CREATE_BUCKET",
        "PUT, /b/, CREATE_BUCKET",
        "HEAD, /b/, HEAD_BUCKET",
        "DELETE, /b, DELETE_BUCKET",
        "POST, /b?delete, DELETE_OBJECTS",
        "POST, /b/?delete=&x-id=DeleteObjects, DELETE_OBJECTS",
        "GET, /b?list-type=2, LIST_OBJECTS_V2",
        "GET, /b?prefix=&delimiter=%2F&list-type=2, LIST_OBJECTS_V2",
        "GET, /b, LIST_OBJECTS",
        "GET, /b?marker=a&max-keys=1, LIST_OBJECTS",
        "GET, /b/k, GET_OBJECT",
        "GET, /b/k?X-Amz-Signature=1&response-content-type=a, GET_OBJECT",
        "GET, /b/k?partNumber=1, GET_OBJECT",
        "GET, /b/k?versionId=null, GET_OBJECT",
        "GET, /b/acl, GET_OBJECT",
        "HEAD, /b/k/, HEAD_OBJECT",
        "PUT, /b/k?x-id=PutObject, PUT_OBJECT",
        "DELETE, /b/k, DELETE_OBJECT"
    })
    void eachRowIsFound(String method, String target, S3Op row) throws S3Exception {
        assertThat(S3Op.match(Requests.of(method, target))).isEqualTo(row);
    }

    @Test
    void aCopyIsToldFromAPutByItsHeader() throws S3Exception {
        assertThat(S3Op.match(Requests.of("PUT", "/b/k", "X-Amz-Copy-Source", "/b/a")))
                .isEqualTo(S3Op.COPY_OBJECT);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&x-amz-copy-source=%2Fb%2Fa, COPY_OBJECT",
        "X-Amz-Copy-Source=b%2Fa&AWSAccessKeyId=me&Signature=x&Expires=1, COPY_OBJECT",
        "uploadId=1&partNumber=1&x-amz-copy-source=b%2Fa&X-Amz-Signature=0, UPLOAD_PART_COPY",
        "x-amz-copy-source=b%2Fa, PUT_OBJECT"
    })
    void aPresignedCopyHasItsSourceInTheQuery(String query, S3Op row) throws S3Exception {
        assertThat(S3Op.match(Requests.of("PUT", "/b/k?" + query))).isEqualTo(row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-amz-server-side-encryption-customer-algorithm",
                "x-amz-object-lock-mode",
                "x-amz-write-offset-bytes"
            })
    void aHeaderThatIsRefusedIsRefusedInThePresignedQueryToo(String header) {
        S3Exception refusal = catchThrowableOfType(
                S3Exception.class,
                () -> S3Op.match(Requests.of("PUT", "/b/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&" + header + "=1")));
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.NOT_IMPLEMENTED);
        assertThat(refusal).hasMessageContaining(header);
    }

    private static final Set<String> OURS = Set.of(
            "GET object tagging",
            "PUT object tagging",
            "DELETE object tagging",
            "GET bucket tagging",
            "PUT bucket tagging",
            "DELETE bucket tagging",
            "GET object acl",
            "GET object attributes",
            "GET bucket location",
            "GET bucket versioning",
            "GET bucket requestPayment",
            "GET bucket acl",
            "GET bucket policy",
            "GET bucket policyStatus",
            "GET bucket cors",
            "GET bucket lifecycle",
            "GET bucket website",
            "GET bucket encryption",
            "GET bucket object-lock",
            "GET bucket publicAccessBlock",
            "GET bucket ownershipControls",
            "GET bucket replication",
            "POST bucket delete",
            "GET object partNumber",
            "HEAD object partNumber",
            "GET bucket uploads",
            "POST object uploads",
            "PUT object uploadId",
            "GET object uploadId",
            "POST object uploadId",
            "DELETE object uploadId");

    static List<String> names() {
        return List.copyOf(SubResources.NAMES);
    }

    @ParameterizedTest
    @MethodSource("names")
    void noSubResourceFallsThroughToThePlainRequest(String name) {
        for (String method : List.of("GET", "PUT", "HEAD", "DELETE", "POST")) {
            for (String target : List.of("/b?", "/b/k?", "/b/k?x-id=1&")) {
                String scope = target.startsWith("/b/k") ? "object" : "bucket";
                if (!OURS.contains(method + " " + scope + " " + name)) {
                    refused(method, target + name);
                    refused(method, target + name + "=");
                    refused(method, target + name + "=1");
                }
            }
        }
    }

    private static void refused(String method, String target) {
        S3Exception refusal = catchThrowableOfType(S3Exception.class, () -> S3Op.match(Requests.of(method, target)));
        assertThat(refusal).as(method + " " + target).isNotNull();
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.NOT_IMPLEMENTED);
        String name = target.substring(Math.max(target.lastIndexOf('?'), target.lastIndexOf('&')) + 1);
        assertThat(refusal.text()).contains("?" + name.replaceAll("=.*", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-amz-if-match-size",
                "x-amz-write-offset-bytes",
                "x-amz-server-side-encryption-customer-algorithm"
            })
    void headersThatMustNotBeIgnoredOnWritesAreRefused(String header) {
        S3Exception refusal =
                catchThrowableOfType(S3Exception.class, () -> S3Op.match(Requests.of("PUT", "/b/k", header, "*")));
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.NOT_IMPLEMENTED);
        assertThat(refusal.details()).containsEntry("Header", header);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /b/k, If-None-Match",
        "PUT, /b/k?partNumber=1&uploadId=x, If-Match",
        "PUT, /b/k?partNumber=1&uploadId=x, If-None-Match",
        "POST, /b/k?uploads, If-None-Match",
        "DELETE, /b/k?uploadId=x, If-Match"
    })
    void conditionsOfOperationsThatDecideNoneAreRefused(String method, String target, String header) {
        S3Exception refusal =
                catchThrowableOfType(S3Exception.class, () -> S3Op.match(Requests.of(method, target, header, "*")));
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.NOT_IMPLEMENTED);
        assertThat(refusal.details()).containsEntry("Header", header);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "PATCH; /b/k; DELETE, GET, HEAD, PUT",
                "POST; /b/k; DELETE, GET, HEAD, PUT",
                "OPTIONS; /b; DELETE, GET, HEAD, PUT",
                "DELETE; /; GET",
                "BREW; /; GET"
            })
    void otherMethodsAreToldWhichAreAllowed(String method, String target, String allow) {
        S3Exception refusal = catchThrowableOfType(S3Exception.class, () -> S3Op.match(Requests.of(method, target)));
        assertThat(refusal.code()).isEqualTo(S3ErrorCode.METHOD_NOT_ALLOWED);
        assertThat(refusal.headers()).containsEntry("Allow", allow);
        assertThat(refusal.details()).containsEntry("Method", method);
    }
}
