package cacheworker.s3.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cacheworker.core.ufs.UfsException;
import cacheworker.s3.auth.Identity;
import cacheworker.s3.op.Operation;
import cacheworker.s3.op.Operations;
import cacheworker.s3.op.S3Op;
import cacheworker.s3.request.HeaderLines;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.response.ResponseHeaders;
import cacheworker.s3.response.S3Response;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DispatcherTest {
    private final RequestExecutor executor = RequestExecutor.platform(2, 2);
    private final List<CompletedRequest> log = new CopyOnWriteArrayList<>();
    private final List<S3Response> sent = new CopyOnWriteArrayList<>();
    private Operation get = (request, body) -> new S3Response.Empty(200, new ResponseHeaders());

    @AfterEach
    void stop() {
        executor.close();
    }

    private void dispatch(String method, String target, @Nullable MalformedRequestException fault) {
        Map<S3Op, Operation> rows = new EnumMap<>(S3Op.class);
        for (S3Op row : S3Op.values()) {
            rows.put(row, get);
        }
        RequestLog requests = new RequestLog(List.of(log::add), InstantSource.system());
        Dispatcher dispatcher =
                new Dispatcher(new Operations(rows), r -> new Identity("me"), executor, requests, "host");
        dispatcher.dispatch(
                new Incoming(method, target, HeaderLines.of("User-Agent", "ua"), "1.2.3.4:5", fault),
                () -> null,
                (id, response, listener) -> {
                    sent.add(response);
                    listener.sent(7, true);
                    listener.sent(8, false);
                });
    }

    private String answer(String method, String target) {
        dispatch(method, target, null);
        await().until(() -> sent.size() == 1);
        return sent.get(0) instanceof S3Response.Xml xml ? new String(xml.document(), StandardCharsets.UTF_8) : "";
    }

    @Test
    void aRequestIsLoggedOnceWhateverTheSinkSays() {
        answer("GET", "/b/k?x=y");
        assertThat(log).singleElement().satisfies(request -> {
            assertThat(request.op()).isEqualTo(S3Op.GET_OBJECT);
            assertThat(request.user()).isEqualTo("me");
            assertThat(request.bucket()).isEqualTo("b");
            assertThat(request.key()).isEqualTo("k");
            assertThat(request.bytes()).isEqualTo(7);
            assertThat(request.complete()).isTrue();
        });
    }

    @Test
    void whatIsThrownBecomesAnS3Error() {
        get = (request, body) -> {
            throw new UfsException(UfsException.Kind.THROTTLED, "slower");
        };
        assertThat(answer("GET", "/b/k")).contains("<Code>SlowDown</Code>").contains("<Resource>/b/k</Resource>");
        assertThat(log.get(0).error()).isEqualTo("SlowDown");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void evenABugIsAnswered(boolean error) {
        get = (request, body) -> {
            if (error) {
                throw new AssertionError("a bug of a test");
            }
            throw new IllegalStateException("a bug of a test");
        };
        assertThat(answer("GET", "/b/k")).contains("<Code>InternalError</Code>").doesNotContain("a bug");
    }

    @Test
    void headErrorsHaveNoDocument() {
        get = (request, body) -> {
            throw new UfsException(UfsException.Kind.NOT_FOUND, "not there");
        };
        answer("HEAD", "/b/k");
        assertThat(sent.get(0)).isInstanceOf(S3Response.Empty.class);
        assertThat(sent.get(0).status()).isEqualTo(404);
    }

    @Test
    void aClientGoneIsNoFaultOfOurs() {
        get = (request, body) -> {
            throw new ClientGoneException("gone after 5 bytes");
        };
        assertThat(answer("PUT", "/b/k")).contains("<Code>IncompleteBody</Code>");
    }

    @Test
    void whatCannotBeParsedIsAnsweredToo() {
        assertThat(answer("GET", "/b/%zz")).contains("<Code>InvalidURI</Code>");
        sent.clear();
        dispatch(
                "GET",
                "/bad-request",
                new MalformedRequestException(MalformedRequestException.Fault.HEADERS_TOO_LARGE, "too large"));
        assertThat(sent.get(0).status()).isEqualTo(400);
    }

    @Test
    void aFullExecutorSaysSlowDown() {
        CountDownLatch gate = new CountDownLatch(1);
        get = (request, body) -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new S3Response.Empty(200, new ResponseHeaders());
        };
        dispatch("GET", "/b/1", null);
        dispatch("GET", "/b/2", null);
        assertThat(answer("GET", "/b/3")).contains("<Code>SlowDown</Code>");
        assertThat(sent.get(0).status()).isEqualTo(503);
        gate.countDown();
        await().until(() -> sent.size() == 3);
    }

    @Test
    void theAccessLineCannotBeBroken() {
        answer("GET", "/b/a%0Ab%22c");
        String line = AccessLog.line(log.get(0));
        assertThat(line).doesNotContain("\n");
        assertThat(line)
                .matches("\\S+Z 1\\.2\\.3\\.4:5 \"me\" GetObject \"b\" \"a\\\\u000ab\\\\\"c\" 200 - 7 \\d+ - ok "
                        + "[0-9A-F]{16} \"ua\"");
    }
}
