package cacheworker.ufs.s3;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.core.ufs.UnderFileSystem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the end of an upload makes of a service that misbehaves. It is never asked for twice. */
class S3CompleteFaultsTest {
    private static final List<UfsPart> PARTS = List.of(new UfsPart(2, 30, "two", 0), new UfsPart(5, 4, "five", 0));
    private static final Reply LISTED = Reply.of(
            "200 OK",
            "",
            "<ListPartsResult><UploadId>id</UploadId><IsTruncated>false</IsTruncated>"
                    + "<Part><PartNumber>2</PartNumber><ETag>\"two\"</ETag><Size>30</Size></Part>"
                    + "<Part><PartNumber>5</PartNumber><ETag>\"five\"</ETag><Size>4</Size></Part></ListPartsResult>");

    /** Blank lines come while the service works. */
    private static final Reply COMPLETED = Reply.of(
            "200 OK",
            "Content-Type: application/xml\r\nDate: Wed, 21 Oct 2015 07:28:00 GMT\r\n",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n \n \n<CompleteMultipartUploadResult>"
                    + "<ETag>&quot;whole-2&quot;</ETag></CompleteMultipartUploadResult>");

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

    private UfsStatus complete() throws UfsException {
        return ufs.multipart().complete("key", "id", PARTS, "etag");
    }

    private UfsException failure() {
        return catchThrowableOfType(UfsException.class, this::complete);
    }

    private List<FaultServer.Request> posts() {
        return server.requests().stream().filter(request -> request.is("POST")).toList();
    }

    @Test
    void theStateIsThatOfTheVersionWhichWasMade() throws Exception {
        Reply head = Reply.of(
                "200 OK",
                "ETag: \"whole-2\"\r\nLast-Modified: Wed, 21 Oct 2015 07:28:00 GMT\r\nx-amz-meta-city: Bonn\r\n",
                34,
                "");
        server.answer(LISTED, COMPLETED, head);

        UfsAttributes attributes = new UfsAttributes(Map.of(), Map.of("city", "Bonn"));
        UfsStatus status = complete();

        assertThat(status.attributes().userMetadata()).isEqualTo(attributes.userMetadata());
        assertThat(status.version()).isEqualTo("whole-2");
        assertThat(status.length()).isEqualTo(34);
        assertThat(server.requests().get(2).headers()).containsEntry("if-match", "\"whole-2\"");
        assertThat(posts()).hasSize(1);
        assertThat(posts().get(0).line()).contains("uploadId=id");
        assertThat(posts().get(0).body())
                .containsSubsequence("two", "<PartNumber>2</PartNumber>", "five", "<PartNumber>5</PartNumber>");
    }

    @Test
    void whatWasPublishedStaysSoWhenItsStateCannotBeAsked() throws Exception {
        server.answer(LISTED, COMPLETED, Reply.error("412 Precondition Failed", ""));

        assertThat(complete())
                .isEqualTo(new UfsStatus("key", 34, 1_445_412_480_000L, "whole-2", "whole-2", UfsAttributes.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "500 Error, InternalError, UNAVAILABLE, true",
        "502 Bad Gateway, , UNAVAILABLE, true",
        "503 Slow Down, SlowDown, THROTTLED, false",
        "404 Not Found, NoSuchUpload, NO_SUCH_UPLOAD, false",
        "404 Not Found, NoSuchKey, NO_SUCH_UPLOAD, false",
        "404 Not Found, NoSuchBucket, NOT_FOUND, false",
        "400 Bad Request, InvalidPart, CHANGED, false",
        "400 Bad Request, EntityTooSmall, UNSUPPORTED, false",
        "403 Forbidden, AccessDenied, DENIED, false",
        "200 OK, InternalError, UNAVAILABLE, true",
        "200 OK, SlowDown, THROTTLED, false",
        "200 OK, InvalidPart, CHANGED, false"
    })
    void aRefusalHasItsKindAlsoInsideASuccess(String status, String code, Kind kind, boolean unknown) {
        server.answer(LISTED, Reply.error(status, code == null ? "" : code));

        UfsException failure = failure();

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.outcomeUnknown()).isEqualTo(unknown);
        assertThat(posts()).hasSize(1);
    }

    @Test
    void aConnectionThatIsCutLeavesTheOutcomeUnknown() {
        server.answer(LISTED, Reply.raw(""));

        assertThat(failure().outcomeUnknown()).isTrue();
        assertThat(posts()).hasSize(1);
    }

    @Test
    void anAnswerThatIsCutLeavesTheOutcomeUnknown() {
        server.answer(LISTED, Reply.of("200 OK", "", 1000, "<CompleteMultipartUploadResult><ETag>"));

        assertThat(failure().outcomeUnknown()).isTrue();
        assertThat(posts()).hasSize(1);
    }

    /** A proxy may have answered in the place of the service. */
    @Test
    void successWithoutAnETagLeavesTheOutcomeUnknown() {
        server.answer(LISTED, Reply.of("200 OK", "Content-Type: text/html\r\n", "<html>Log in</html>"));

        assertThat(failure().outcomeUnknown()).isTrue();
    }

    @Test
    void aServiceThatIsNotThereChangesNothing() throws Exception {
        server.close();

        assertThat(failure().kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure().outcomeUnknown()).isFalse();
    }

    @Test
    void partsThatDifferAreNotCompleted() {
        server.answer(LISTED);
        UfsPart longer = new UfsPart(5, 5, "five", 0);
        UfsPart other = new UfsPart(5, 4, "else", 0);
        UfsPart missing = new UfsPart(6, 4, "five", 0);

        for (UfsPart wrong : List.of(longer, other, missing)) {
            assertFails(
                    Kind.CHANGED, () -> ufs.multipart().complete("key", "id", List.of(PARTS.get(0), wrong), "etag"));
        }
        assertThat(posts()).isEmpty();
    }
}
