package cacheworker.ufs.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCondition;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsOutput;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.ufs.UnderFileSystem;
import cacheworker.ufs.contract.UfsCalls;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a service is told of a condition, and what its answers mean then. */
class S3ConditionsTest {
    private static final Reply PUBLISHED = Reply.of("200 OK", "ETag: \"new\"\r\n", "");
    private static final Reply HEAD =
            Reply.of("200 OK", "ETag: \"new\"\r\nLast-Modified: Wed, 21 Oct 2015 07:28:00 GMT\r\n", 3, "");
    private static final Reply LISTED = Reply.of(
            "200 OK",
            "",
            "<ListPartsResult><UploadId>id</UploadId><IsTruncated>false</IsTruncated>"
                    + "<Part><PartNumber>1</PartNumber><ETag>\"one\"</ETag><Size>3</Size></Part></ListPartsResult>");
    private static final Reply COMPLETED = Reply.of(
            "200 OK",
            "Content-Type: application/xml\r\n",
            "<CompleteMultipartUploadResult><ETag>&quot;new&quot;</ETag></CompleteMultipartUploadResult>");
    private static final int LONG = 3 * UploadPipe.CAPACITY + 17;

    private FaultServer server;
    private UnderFileSystem ufs;

    @BeforeEach
    void start() throws IOException {
        server = new FaultServer();
        ufs = server.open(Map.of("alluxio.underfs.s3.max.error.retry", "3"));
    }

    @AfterEach
    void stop() throws IOException {
        ufs.close();
        server.close();
    }

    private void put(int length, UfsCondition condition) throws UfsException {
        UfsCreateOptions options = new UfsCreateOptions(length, UfsAttributes.NONE, condition);
        try (UfsOutput output = ufs.create("key", options)) {
            UfsCalls.write(output, new byte[length]);
            output.commit("etag");
        }
    }

    private void complete(UfsCondition condition) throws UfsException {
        ufs.multipart().complete("key", "id", List.of(new UfsPart(1, 3, "one", 0)), UfsContent.of("etag"), condition);
    }

    private FaultServer.Request only(String method) {
        List<FaultServer.Request> requests =
                server.requests().stream().filter(request -> request.is(method)).toList();
        assertThat(requests).hasSize(1);
        return requests.get(0);
    }

    private static UfsCondition condition(String kind) {
        return switch (kind) {
            case "absent" -> UfsCondition.ABSENT;
            case "present" -> UfsCondition.PRESENT;
            default -> UfsCondition.etag(kind);
        };
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {"absent, if-none-match, *", "present, if-match, *", "old-1, if-match, \"old-1\""})
    void theConditionIsAHeaderOfTheRequestThatPublishes(String kind, String header, String value) throws Exception {
        server.answer(PUBLISHED, HEAD, LISTED, COMPLETED, HEAD);
        put(3, condition(kind));
        complete(condition(kind));

        assertThat(only("PUT").headers()).containsEntry(header, value);
        assertThat(only("POST").headers()).containsEntry(header, value);
    }

    @Test
    void withoutAConditionThereIsNoHeader() throws Exception {
        server.answer(PUBLISHED, HEAD);
        put(3, UfsCondition.NONE);

        assertThat(only("PUT").headers()).doesNotContainKeys("if-match", "if-none-match");
    }

    @ParameterizedTest
    @CsvSource({
        "412 Precondition Failed, PreconditionFailed, CONDITION_FAILED",
        "412 Precondition Failed, , CONDITION_FAILED",
        "409 Conflict, ConditionalRequestConflict, RACED",
        "409 Conflict, OperationAborted, RACED",
        "404 Not Found, NoSuchKey, NOT_FOUND",
        "501 Not Implemented, NotImplemented, UNSUPPORTED",
        "503 Slow Down, SlowDown, THROTTLED"
    })
    void aRefusalSaysThatNothingWasPublishedAndWhy(String status, String code, Kind kind) {
        Reply refusal = Reply.error(status, code == null ? "" : code);
        server.answer(refusal, LISTED, refusal);

        assertRefused(kind, catchThrowableOfType(UfsException.class, () -> put(3, UfsCondition.etag("old"))));
        assertRefused(kind, catchThrowableOfType(UfsException.class, () -> complete(UfsCondition.etag("old"))));
        assertThat(only("PUT")).isNotNull();
        assertThat(only("POST")).isNotNull();
    }

    private static void assertRefused(Kind kind, UfsException failure) {
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.outcomeUnknown()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"PreconditionFailed, CONDITION_FAILED", "ConditionalRequestConflict, RACED", "NoSuchKey, NOT_FOUND"})
    void aCompletionMayBeRefusedInsideASuccess(String code, Kind kind) {
        server.answer(LISTED, Reply.error("200 OK", code));

        assertRefused(kind, catchThrowableOfType(UfsException.class, () -> complete(UfsCondition.ABSENT)));
    }

    @Test
    void aServiceThatRefusesBeforeTheBodyEndsTheWrite() {
        server.answer(Reply.atOnce(Reply.error("412 Precondition Failed", "PreconditionFailed")));

        UfsException failure = catchThrowableOfType(UfsException.class, () -> put(LONG, UfsCondition.ABSENT));

        assertThat(failure.kind()).isIn(Kind.CONDITION_FAILED, Kind.UNAVAILABLE);
        assertThat(failure.outcomeUnknown()).isFalse();
    }
}
