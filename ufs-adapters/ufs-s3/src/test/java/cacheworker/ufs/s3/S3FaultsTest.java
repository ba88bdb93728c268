package cacheworker.ufs.s3;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cacheworker.core.base.ByteRange;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsInput;
import cacheworker.core.ufs.UnderFileSystem;
import cacheworker.ufs.contract.UfsCalls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reading makes of a service that misbehaves: the right kind of failure, and never a wrong byte. */
class S3FaultsTest {
    private static final String ETAG = "0123456789abcdef0123456789abcdef";
    private static final ByteRange RANGE = new ByteRange(5, 10);

    private FaultServer server;
    private UnderFileSystem ufs;

    @BeforeEach
    void start() throws IOException {
        server = new FaultServer();
        ufs = server.open();
    }

    @AfterEach
    void stop() throws IOException {
        ufs.close();
        server.close();
    }

    private static String partHeaders(String etag, String contentRange) {
        return "ETag: \"" + etag + "\"\r\nContent-Range: bytes " + contentRange + "\r\n";
    }

    private String read() throws UfsException {
        return new String(new UfsCalls(ufs).get("key", ETAG, RANGE), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "503 Slow Down, SlowDown, THROTTLED",
        "503 Service Unavailable, ServiceUnavailable, THROTTLED",
        "429 Too Many, TooManyRequests, THROTTLED",
        "400 Bad Request, RequestTimeout, UNAVAILABLE",
        "500 Error, InternalError, UNAVAILABLE",
        "502 Bad Gateway, , UNAVAILABLE",
        "403 Forbidden, AccessDenied, DENIED",
        "403 Forbidden, SignatureDoesNotMatch, DENIED",
        "400 Bad Request, AuthorizationHeaderMalformed, DENIED",
        "400 Bad Request, , UNSUPPORTED",
        "301 Moved Permanently, PermanentRedirect, UNSUPPORTED",
        "404 Not Found, NoSuchKey, NOT_FOUND",
        "404 Not Found, NoSuchBucket, NOT_FOUND",
        "412 Precondition Failed, PreconditionFailed, CHANGED",
        "416 Range Not Satisfiable, InvalidRange, CHANGED",
        "507 Full, QuotaExceeded, NO_SPACE"
    })
    void anErrorHasItsKind(String status, String code, Kind kind) {
        server.answer(
                code == null ? Reply.of(status, "Content-Type: text/html\r\n", "<html>oh") : Reply.error(status, code));

        assertFails(kind, this::read);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "503 Slow Down, THROTTLED",
        "500 Error, UNAVAILABLE",
        "403 Forbidden, DENIED",
        "404 Not Found, NOT_FOUND",
        "301 Moved Permanently, UNSUPPORTED"
    })
    void aHeadHasNoDocumentAndItsKindAllTheSame(String status, Kind kind) {
        server.answer(Reply.of(status, "x-amz-bucket-region: eu-south-1\r\n", 0, ""));

        assertFails(kind, () -> ufs.stat("key"));
    }

    @Test
    void anErrorDocumentWithoutACodeGoesByTheStatus() {
        server.answer(Reply.of("503 Busy", "Content-Type: application/xml\r\n", "<Error><Message>x</Message></Error>"));

        assertFails(Kind.THROTTLED, this::read);
    }

    @Test
    void anotherRegionIsNamedAsTheCause() {
        server.answer(Reply.error("301 Moved Permanently", "PermanentRedirect"));

        assertThatThrownBy(this::read).hasMessageContaining("alluxio.underfs.s3.region");
    }

    @Test
    void whatCanBeRepeatedIsTriedAgain() throws Exception {
        server.answer(
                Reply.error("503 Slow Down", "SlowDown"),
                Reply.error("500 Error", "InternalError"),
                Reply.of("206 Partial Content", partHeaders(ETAG, "5-14/20"), "0123456789"));

        try (UnderFileSystem patient = server.open(Map.of("alluxio.underfs.s3.max.error.retry", "2"))) {
            assertThat(new UfsCalls(patient).get("key", ETAG, RANGE)).asString().isEqualTo("0123456789");
        }
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aRangeOfAVersionIsAskedForExactly() throws Exception {
        server.answer(Reply.of("206 Partial Content", partHeaders(ETAG, "5-14/20"), "0123456789"));

        assertThat(read()).isEqualTo("0123456789");
        assertThat(server.requests().get(0).headers())
                .containsEntry("if-match", "\"" + ETAG + "\"")
                .containsEntry("range", "bytes=5-14");
    }

    @Test
    void silenceEndsWithTheSocketTimeout() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        server.answer(Reply.silence(end));

        try (UnderFileSystem hasty = server.open(Map.of("alluxio.underfs.s3.socket.timeout", "300ms"))) {
            assertFails(Kind.UNAVAILABLE, () -> hasty.stat("key"));
            assertFails(Kind.UNAVAILABLE, () -> hasty.open("key", ETAG, RANGE));
        } finally {
            end.countDown();
        }
    }

    @Test
    void aBodyThatStallsEndsWithTheSocketTimeout() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Reply begun = Reply.of("206 Partial Content", partHeaders(ETAG, "5-14/20"), 10, "01234");
        server.answer(out -> {
            begun.write(out);
            Reply.silence(end).write(out);
        });

        try (UnderFileSystem hasty = server.open(Map.of("alluxio.underfs.s3.socket.timeout", "300ms"))) {
            assertCutBehind("01234", hasty);
        } finally {
            end.countDown();
        }
    }

    @Test
    void aBodyThatIsCutIsNeverTakenForWhole() throws Exception {
        server.answer(Reply.of("206 Partial Content", partHeaders(ETAG, "5-14/20"), 10, "01234"));

        assertCutBehind("01234", ufs);
    }

    @Test
    void aBodyWithoutLengthIsReadToItsEnd() throws Exception {
        String head = "HTTP/1.1 206 Partial Content\r\n" + partHeaders(ETAG, "5-14/20") + "Connection: close\r\n\r\n";
        server.answer(Reply.raw(head + "0123456789"), Reply.raw(head + "01234"));

        assertThat(read()).isEqualTo("0123456789");
        assertCutBehind("01234", ufs);
    }

    @Test
    void aBodyWithNeitherLengthNorRangeIsRefused() {
        server.answer(
                Reply.raw("HTTP/1.1 200 OK\r\nETag: \"" + ETAG + "\"\r\nConnection: close\r\n\r\n" + "0123456789"));

        assertFails(Kind.UNAVAILABLE, this::read);
    }

    private static void assertCutBehind(String text, UnderFileSystem ufs) throws UfsException {
        ByteBuffer all = ByteBuffer.allocate(100);
        try (UfsInput input = ufs.open("key", ETAG, RANGE)) {
            assertFails(Kind.UNAVAILABLE, () -> {
                while (input.read(all) >= 0) {
                    assertThat(all.position()).isLessThanOrEqualTo(text.length());
                }
            });
        }
        assertThat(new String(all.array(), 0, all.position(), StandardCharsets.UTF_8))
                .isEqualTo(text);
    }

    @Test
    void aChangeBetweenTwoRangesIsSeen() throws Exception {
        server.answer(
                Reply.of("206 Partial Content", partHeaders(ETAG, "5-14/20"), "0123456789"),
                Reply.error("412 Precondition Failed", "PreconditionFailed"));

        assertThat(read()).isEqualTo("0123456789");
        assertFails(Kind.CHANGED, this::read);
    }

    /** Some services ignore the condition. */
    @Test
    void bytesOfAnotherVersionAreRefused() {
        server.answer(Reply.of("206 Partial Content", partHeaders("another", "5-14/20"), "0123456789"));

        assertFails(Kind.CHANGED, this::read);
    }

    @ParameterizedTest
    @CsvSource({"0-9/20, 10", "6-15/20, 10", "5-14/20, 9", "5-14/20, 11", "5-13/20, 9", "5-4/20, 10"})
    void bytesOfAnotherRangeAreRefused(String contentRange, int length) {
        server.answer(Reply.of("206 Partial Content", partHeaders(ETAG, contentRange), "x".repeat(length)));

        assertFails(Kind.UNAVAILABLE, this::read);
    }

    /** The right length, but of the wrong part. */
    @Test
    void theWholeObjectInsteadOfARangeIsRefused() {
        server.answer(Reply.of("200 OK", "ETag: \"" + ETAG + "\"\r\n", "0123456789"));

        assertFails(Kind.UNAVAILABLE, this::read);
    }

    @Test
    void anAnswerWithoutEtagIsRefused() {
        server.answer(Reply.of("206 Partial Content", "Content-Range: bytes 5-14/20\r\n", "0123456789"));

        assertFails(Kind.CHANGED, this::read);
    }

    @Test
    void aServiceThatIsNotThereIsUnavailable() throws Exception {
        server.close();

        assertFails(Kind.UNAVAILABLE, () -> ufs.stat("key"));
        assertFails(Kind.UNAVAILABLE, this::read);
    }

    @Test
    void aConnectionThatIsCutBeforeTheAnswerIsUnavailable() {
        server.answer(Reply.raw(""));

        assertFails(Kind.UNAVAILABLE, () -> ufs.stat("key"));
        assertFails(Kind.UNAVAILABLE, this::read);
    }

    @ParameterizedTest
    @CsvSource({"a/../b", "./x", "a/./b", "..", "a/.."})
    void keysThatProxiesResolveAreNeverSent(String key) {
        server.answer(Reply.of("200 OK", "", ""));

        assertFails(Kind.BAD_NAME, () -> ufs.stat(key));
        assertFails(Kind.BAD_NAME, () -> ufs.open(key, ETAG, RANGE));
        assertFails(Kind.BAD_NAME, () -> ufs.delete(key));
        assertThat(server.requests()).isEmpty();
    }
}
