package cacheworker.ufs.s3;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsOutput;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.core.ufs.UnderFileSystem;
import cacheworker.ufs.contract.UfsCalls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upload makes of a service that misbehaves, and what the service gets of one that is aborted. */
class S3UploadFaultsTest {
    private static final Reply PUBLISHED = Reply.of("200 OK", "ETag: \"new\"\r\n", "");
    private static final Reply HEAD =
            Reply.of("200 OK", "ETag: \"new\"\r\nLast-Modified: Wed, 21 Oct 2015 07:28:00 GMT\r\n", 1, "");
    private static final int LONG = 3 * UploadPipe.CAPACITY + 17;

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

    private static UfsOutput begin(UnderFileSystem ufs, int length) throws UfsException {
        return ufs.create("key", new UfsCreateOptions(length, UfsAttributes.NONE));
    }

    private long puts() {
        return server.requests().stream().filter(request -> request.is("PUT")).count();
    }

    private static UfsException failure(ThrowingCallable call) {
        return catchThrowableOfType(UfsException.class, call);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, UploadPipe.CAPACITY})
    void anAbortOfAShortUploadSendsNothing(int length) throws Exception {
        server.answer(PUBLISHED);

        try (UfsOutput output = begin(ufs, length)) {
            UfsCalls.write(output, new byte[length]);
        }

        assertThat(server.requests()).isEmpty();
    }

    /** All bytes were written, so only the one that is held back keeps the service from publishing them. */
    @Test
    void anAbortOfALongUploadNeverGivesTheServiceAWholeBody() throws Exception {
        server.answer(PUBLISHED);

        try (UfsOutput output = begin(ufs, LONG)) {
            UfsCalls.write(output, new byte[LONG]);
        }

        await().until(() -> puts() == 1);
        assertThat(server.requests().get(0).whole()).isFalse();
    }

    @Test
    void theEndOfTheUfsNeverGivesTheServiceAWholeBody() throws Exception {
        server.answer(PUBLISHED);
        UfsOutput output = begin(ufs, LONG);
        UfsCalls.write(output, new byte[LONG]);

        ufs.close();

        await().until(() -> puts() == 1);
        assertThat(server.requests().get(0).whole()).isFalse();
        assertFails(Kind.UNAVAILABLE, () -> output.commit("etag"));
        output.close();
        assertThat(puts()).isEqualTo(1);
    }

    @Test
    void aWriterThatIsInterruptedPublishesNothing() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        server.answer(Reply.atOnce(Reply.silence(end)));
        try (UfsOutput output = begin(ufs, 200 << 20)) {
            Thread.currentThread().interrupt();
            UfsException failure = failure(() -> {
                while (true) {
                    output.write(ByteBuffer.allocate(1 << 20));
                }
            });

            assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(failure.outcomeUnknown()).isFalse();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
            end.countDown();
        }
    }

    @Test
    void aServiceThatTakesNoBytesEndsTheWrite() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        server.answer(Reply.atOnce(Reply.silence(end)));

        try (UnderFileSystem hasty = server.open(Map.of("alluxio.underfs.s3.socket.timeout", "500ms"));
                UfsOutput output = begin(hasty, 200 << 20)) {
            assertFails(Kind.UNAVAILABLE, () -> {
                while (true) {
                    output.write(ByteBuffer.allocate(1 << 20));
                }
            });
        } finally {
            end.countDown();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "503 Slow Down, SlowDown, THROTTLED, false",
        "500 Error, InternalError, UNAVAILABLE, true",
        "502 Bad Gateway, , UNAVAILABLE, true",
        "400 Bad Request, RequestTimeout, UNAVAILABLE, false",
        "403 Forbidden, AccessDenied, DENIED, false",
        "404 Not Found, NoSuchBucket, NOT_FOUND, false",
        "301 Moved Permanently, PermanentRedirect, UNSUPPORTED, false",
        "400 Bad Request, KeyTooLongError, NAME_TOO_LONG, false",
        "507 Full, QuotaExceeded, NO_SPACE, false"
    })
    void anUploadIsNeverSentTwice(String status, String code, Kind kind, boolean unknown) throws Exception {
        server.answer(Reply.error(status, code == null ? "" : code));

        try (UnderFileSystem patient = server.open(Map.of("alluxio.underfs.s3.max.error.retry", "5"));
                UfsOutput output = begin(patient, 1000)) {
            output.write(ByteBuffer.allocate(1000));
            UfsException failure = failure(() -> output.commit("etag"));

            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.outcomeUnknown()).isEqualTo(unknown);
        }
        assertThat(puts()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, LONG})
    void aConnectionThatIsCutBehindTheBodyLeavesTheOutcomeUnknown(int length) throws Exception {
        server.answer(Reply.raw(""));

        try (UfsOutput output = begin(ufs, length)) {
            UfsCalls.write(output, new byte[length]);
            assertThat(failure(() -> output.commit("etag")).outcomeUnknown()).isTrue();
        }
        assertThat(puts()).isEqualTo(1);
    }

    @Test
    void silenceBehindTheBodyLeavesTheOutcomeUnknown() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        server.answer(Reply.silence(end));

        try (UnderFileSystem hasty = server.open(Map.of("alluxio.underfs.s3.request.timeout", "500ms"));
                UfsOutput output = begin(hasty, 1000)) {
            output.write(ByteBuffer.allocate(1000));
            assertThat(failure(() -> output.commit("etag")).outcomeUnknown()).isTrue();
        } finally {
            end.countDown();
        }
    }

    @Test
    void anAnswerBeforeTheBodyEndsTheWriteWithItsKind() throws Exception {
        server.answer(Reply.atOnce(Reply.error("403 Forbidden", "AccessDenied")));

        try (UfsOutput output = begin(ufs, 20 << 20)) {
            UfsException failure = failure(() -> {
                UfsCalls.write(output, new byte[20 << 20]);
                output.commit("etag");
            });

            assertThat(failure.kind()).isEqualTo(Kind.DENIED);
            assertThat(failure.outcomeUnknown()).isFalse();
        }
    }

    @Test
    void aServiceThatIsNotThereChangesNothing() throws Exception {
        server.close();

        try (UfsOutput output = begin(ufs, 1000)) {
            output.write(ByteBuffer.allocate(1000));
            UfsException failure = failure(() -> output.commit("etag"));

            assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(failure.outcomeUnknown()).isFalse();
        }
    }

    @Test
    void headersGoOutAsTheyWereGiven() throws Exception {
        server.answer(PUBLISHED, HEAD);
        Map<String, String> headers = Map.of(
                "content-type", "text/plain; charset=utf-8",
                "content-encoding", "gzip",
                "cache-control", "max-age=60, private",
                "content-disposition", "attachment; filename=\"a b.txt\"",
                "content-language", "de, fr",
                "expires", "tomorrow");

        UfsStatus status = new UfsCalls(ufs).put("key", "x", new UfsAttributes(headers, Map.of("city", "Bonn")));

        Map<String, String> sent = server.requests().get(0).headers();
        assertThat(sent.get("content-encoding")).contains("gzip");
        headers.forEach((name, value) -> {
            if (!name.equals("content-encoding")) {
                assertThat(sent).containsEntry(name, value);
            }
        });
        assertThat(sent).containsEntry("x-amz-meta-city", "Bonn");
        assertThat(status.etag()).isEqualTo("new");
    }

    /** The PUT has no answer to it but its own, so what the HEAD says is not needed. */
    @Test
    void whatWasPublishedStaysSoWhenItsDateCannotBeAsked() throws Exception {
        server.answer(PUBLISHED, Reply.error("503 Slow Down", "SlowDown"));

        UfsStatus status = new UfsCalls(ufs).put("key", "x");

        assertThat(status.version()).isEqualTo("new");
        assertThat(status.lastModifiedMillis()).isPositive();
    }

    @Test
    void copiesAndDeletesOfUnknownOutcomeSaySo() {
        server.answer(
                Reply.of("200 OK", "ETag: \"old\"\r\n", 1, ""),
                Reply.error("500 Error", "InternalError"),
                Reply.of("200 OK", "ETag: \"old\"\r\n", 1, ""),
                Reply.raw(""));

        assertThat(failure(() -> ufs.copy("key", "old", "to", UfsAttributes.NONE))
                        .outcomeUnknown())
                .isTrue();
        assertThat(failure(() -> ufs.delete("key")).outcomeUnknown()).isTrue();
    }

    /** A proxy may have answered in the place of the service. */
    @Test
    void successWithoutAnETagLeavesTheOutcomeUnknown() {
        server.answer(
                Reply.of("200 OK", "", ""),
                Reply.of("200 OK", "ETag: \"old\"\r\n", 1, ""),
                Reply.of("200 OK", "Content-Type: text/html\r\n", "<html>Log in</html>"));

        assertThat(failure(() -> new UfsCalls(ufs).put("key", "x")).outcomeUnknown())
                .isTrue();
        assertThat(failure(() -> ufs.copy("key", "old", "to", UfsAttributes.NONE))
                        .outcomeUnknown())
                .isTrue();
    }

    /** A copy can fail behind a status of success. */
    @ParameterizedTest
    @CsvSource({"SlowDown, THROTTLED, false", "InternalError, UNAVAILABLE, true"})
    void anErrorInsideACopiesAnswerIsAFailure(String code, Kind kind, boolean unknown) {
        server.answer(Reply.of("200 OK", "ETag: \"old\"\r\n", 1, ""), Reply.error("200 OK", code));

        UfsException failure = failure(() -> ufs.copy("key", "old", "to", UfsAttributes.NONE));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.outcomeUnknown()).isEqualTo(unknown);
    }
}
