package cacheworker.ufs.s3;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.ufs.UfsPartOutput;
import cacheworker.core.ufs.UnderFileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What uploads and their parts make of a service that misbehaves, and what the service gets of a part. */
class S3PartFaultsTest {
    private static final Reply STORED =
            Reply.of("200 OK", "ETag: \"part\"\r\nDate: Wed, 21 Oct 2015 07:28:00 GMT\r\n", "");
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

    private UfsPartOutput part(int length) throws UfsException {
        return ufs.multipart().part("key", "id", 7, length);
    }

    @Test
    void aPartIsSentWithItsNumberAndUpload() throws Exception {
        server.answer(STORED);

        try (UfsPartOutput part = part(1000)) {
            part.write(ByteBuffer.allocate(1000));
            assertThat(part.commit("md5")).isEqualTo(new UfsPart(7, 1000, "part", 1_445_412_480_000L));
        }

        assertThat(server.requests()).hasSize(1);
        FaultServer.Request request = server.requests().get(0);
        assertThat(request.line()).startsWith("PUT /bucket/key?").contains("partNumber=7", "uploadId=id");
        assertThat(request.headers()).containsEntry("x-amz-decoded-content-length", "1000");
        assertThat(request.whole()).isTrue();
    }

    @Test
    void aShortPartThatIsAbortedIsNotSent() throws Exception {
        server.answer(STORED);

        try (UfsPartOutput part = part(1000)) {
            part.write(ByteBuffer.allocate(1000));
        }

        assertThat(server.requests()).isEmpty();
    }

    /** All bytes were written, so only the one that is held back keeps the service from storing them. */
    @Test
    void aLongPartThatIsAbortedNeverHasItsLastByte() throws Exception {
        server.answer(STORED);

        try (UfsPartOutput part = part(LONG)) {
            part.write(ByteBuffer.allocate(LONG));
        }

        await().until(() -> server.requests().size() == 1);
        assertThat(server.requests().get(0).whole()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "503 Slow Down, SlowDown, THROTTLED, false",
        "500 Error, InternalError, UNAVAILABLE, true",
        "404 Not Found, NoSuchUpload, NO_SUCH_UPLOAD, false",
        "404 Not Found, NoSuchKey, NO_SUCH_UPLOAD, false",
        "404 Not Found, NoSuchBucket, NOT_FOUND, false",
        "403 Forbidden, AccessDenied, DENIED, false",
        "400 Bad Request, EntityTooLarge, UNSUPPORTED, false"
    })
    void aPartIsNeverSentTwice(String status, String code, Kind kind, boolean unknown) throws Exception {
        server.answer(Reply.error(status, code));

        try (UfsPartOutput part = part(1000)) {
            part.write(ByteBuffer.allocate(1000));
            UfsException failure = catchThrowableOfType(UfsException.class, () -> part.commit("md5"));

            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.outcomeUnknown()).isEqualTo(unknown);
        }
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1000, LONG})
    void aConnectionThatIsCutBehindAPartLeavesTheOutcomeUnknown(int length) throws Exception {
        server.answer(Reply.raw(""));

        try (UfsPartOutput part = part(length)) {
            part.write(ByteBuffer.allocate(length));
            UfsException failure = catchThrowableOfType(UfsException.class, () -> part.commit("md5"));

            assertThat(failure.outcomeUnknown()).isTrue();
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void successWithoutAnETagIsNoPart() throws Exception {
        server.answer(Reply.of("200 OK", "", ""));

        try (UfsPartOutput part = part(0)) {
            assertThat(catchThrowableOfType(UfsException.class, () -> part.commit("md5"))
                            .outcomeUnknown())
                    .isTrue();
        }
    }

    @Test
    void aPartHoldsAsMuchAsOneRequest() {
        assertFails(Kind.UNSUPPORTED, () -> ufs.multipart().part("key", "id", 1, (5L << 30) + 1));
    }

    @Test
    void anIdThatNoServiceGaveIsNotAskedFor() {
        assertFails(Kind.NO_SUCH_UPLOAD, () -> ufs.multipart().part("key", "../id", 1, 1));
        assertFails(Kind.NO_SUCH_UPLOAD, () -> ufs.multipart().parts("key", "~*", 0, 1));
        assertFails(Kind.NO_SUCH_UPLOAD, () -> ufs.multipart().abort("key", ""));
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void anUploadThatTheServiceDoesNotKnowIsNoSuchUpload() {
        server.answer(Reply.error("404 Not Found", "NoSuchUpload"));

        assertFails(Kind.NO_SUCH_UPLOAD, () -> ufs.multipart().parts("key", "id", 0, 1));
        assertFails(Kind.NO_SUCH_UPLOAD, () -> ufs.multipart().abort("key", "id"));
    }

    @Test
    void headersOfTheObjectGoOutWithTheBeginning() throws Exception {
        server.answer(Reply.of(
                "200 OK",
                "",
                "<InitiateMultipartUploadResult><UploadId>a/b+c</UploadId></InitiateMultipartUploadResult>"));
        Map<String, String> headers = Map.of(
                "content-type", "text/plain; charset=utf-8",
                "content-encoding", "gzip",
                "cache-control", "max-age=60, private",
                "content-disposition", "attachment; filename=\"a b.txt\"",
                "content-language", "de, fr",
                "expires", "tomorrow");

        String id = ufs.multipart().begin("key", new UfsAttributes(headers, Map.of("city", "Bonn")));

        FaultServer.Request request = server.requests().get(0);
        assertThat(request.line()).startsWith("POST /bucket/key?uploads");
        assertThat(request.headers()).containsAllEntriesOf(headers).containsEntry("x-amz-meta-city", "Bonn");
        assertThat(UploadIds.decode(id)).contains("a/b+c");
    }

    /** A proxy may have answered in the place of the service. */
    @Test
    void anAnswerThatIsNotOfTheServiceBeginsNoUpload() {
        server.answer(Reply.of("200 OK", "Content-Type: text/html\r\n", "<html>Log in</html>"));

        assertFails(Kind.UNAVAILABLE, () -> ufs.multipart().begin("key", UfsAttributes.NONE));
    }

    @Test
    void aFolderHasNoParts() {
        assertFails(Kind.BAD_NAME, () -> ufs.multipart().begin("folder/", UfsAttributes.NONE));
        assertFails(Kind.BAD_NAME, () -> ufs.multipart().begin("", UfsAttributes.NONE));
    }
}
