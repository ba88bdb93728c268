package cacheworker.it;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.env.Clients;
import cacheworker.it.env.RawHttp;
import cacheworker.it.env.WorkerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Wrong input gets the right S3 error or a closed connection; the old object stays, the worker lives. */
class WrongInputIT {
    private static final String OLD = "the old object";

    @TempDir
    static Path home;

    private static WorkerProcess worker;
    private static S3Client s3;

    @BeforeAll
    static void start() throws IOException {
        worker = new WorkerProcess(home).localUfs(home.resolve("ufs")).start();
        s3 = Clients.sdk(worker);
        Files.createDirectories(home.resolve("ufs/b"));
        s3.putObject(b -> b.bucket("b").key("old"), RequestBody.fromString(OLD));
        Files.writeString(home.resolve("ufs/outside-any-bucket"), "secret");
        Files.writeString(home.resolve("secret"), "secret");
    }

    @AfterAll
    static void theWorkerLivesAndTheOldObjectIsUntouched() {
        try (S3Client client = s3;
                WorkerProcess process = worker) {
            assertThat(client.getObjectAsBytes(b -> b.bucket("b").key("old")).asUtf8String())
                    .isEqualTo(OLD);
            assertThat(process.isAlive()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nobucket/k, 404, NoSuchBucket",
        "GET, /nobucket, 404, NoSuchBucket",
        "GET, /b/nokey, 404, NoSuchKey",
        "GET, /b/%zz, 400, InvalidURI",
        "GET, /b/%ff, 400, InvalidURI",
        "GET, /b/a%00b, 400, InvalidURI",
        "GET, /b/old?tagging, 501, NotImplemented",
        "PUT, /b/old?acl, 501, NotImplemented",
        "DELETE, /b/old?retention, 501, NotImplemented",
        "PUT, /b?policy, 501, NotImplemented",
        "GET, /b?policy, 404, NoSuchBucketPolicy",
        "GET, /b/old?uploadId=x, 404, NoSuchUpload",
        "GET, /b?list-type=2&max-keys=-1, 400, InvalidArgument",
        "GET, /b?list-type=2&max-keys=x, 400, InvalidArgument",
        "GET, /b?list-type=2&encoding-type=base64, 400, InvalidArgument",
        "GET, /b?list-type=2&continuation-token=garbage, 400, InvalidArgument",
        "PATCH, /b/old, 405, MethodNotAllowed",
        "PUT, /b/newer, 411, MissingContentLength",
        "DELETE, /b, 409, BucketNotEmpty",
        "PUT, /b, 409, BucketAlreadyOwnedByYou",
        "PUT, /.hidden, 400, InvalidBucketName",
    })
    void wrongRequestsAreAnsweredWithTheirCode(String method, String target, int status, String code) {
        String answer = RawHttp.request(worker.s3Port(), method, target);
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("<Code>" + code + "</Code>");
        assertThat(answer)
                .containsPattern("(?i)content-type: application/xml\r\n")
                .contains("<RequestId>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/b/../outside-any-bucket",
                "/b/../../secret",
                "/b/%2e%2e/outside-any-bucket",
                "/b/%2E%2E%2Foutside-any-bucket",
                "/b/..%2Foutside-any-bucket",
                "/b/a/%2e%2e/%2e%2e/%2e%2e/secret",
                "/%2e%2e/secret",
                "/b/./old",
                "/b/a//b",
                "/b//old",
                "/.s3-cache-worker/x",
                "/b/.s3-cache-worker/x",
                "/b/%2es3-cache-worker/x",
            })
    void noNameLeavesItsBucket(String target) {
        for (String method : new String[] {"GET", "PUT", "DELETE"}) {
            String length = method.equals("PUT") ? "Content-Length: 1\r\n" : "";
            String answer = RawHttp.exchange(
                    worker.s3Port(),
                    method + " " + target + " HTTP/1.1\r\nHost: x\r\n" + length + "Connection: close\r\n\r\n"
                            + (length.isEmpty() ? "" : "x"));
            assertThat(answer).as("%s %s", method, target).startsWith("HTTP/1.1 400 ");
            assertThat(answer).doesNotContain("secret\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/b/%252e%252e/x", "/b/..%255cx", "/b/a\\..\\x"})
    void namesThatOnlyLookLikeAnEscapeAreJustNames(String target) {
        String answer = RawHttp.request(worker.s3Port(), "GET", target.replace("\\", "%5C"));
        assertThat(answer).startsWith("HTTP/1.1 404 ").contains("NoSuchKey");
    }

    @Test
    void rangeBehindTheEndIsAnswered416() {
        String answer = RawHttp.exchange(
                worker.s3Port(), "GET /b/old HTTP/1.1\r\nHost: x\r\nRange: bytes=999-\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 416 ")
                .contains("InvalidRange")
                .contains("<ActualObjectSize>" + OLD.length() + "</ActualObjectSize>");
    }

    @Test
    void nonsenseRangeIsIgnored() {
        String answer = RawHttp.exchange(
                worker.s3Port(), "GET /b/old HTTP/1.1\r\nHost: x\r\nRange: bytes=5-1\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith(OLD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Delete><Object><Key>old</Key>",
                "not xml",
                "",
                "<Delete></Delete>",
                "<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Delete><Object><Key>&e;</Key></Object>"
                        + "</Delete>",
            })
    void badXmlIsRefused(String document) {
        String answer = RawHttp.exchange(
                worker.s3Port(),
                "POST /b?delete HTTP/1.1\r\nHost: x\r\nContent-MD5: " + md5(document) + "\r\nContent-Length: "
                        + document.length() + "\r\nConnection: close\r\n\r\n" + document);
        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("MalformedXML");
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    @Test
    void headOfOneMebibyteIsRefusedAndTheConnectionClosed() {
        String answer = RawHttp.exchange(
                worker.s3Port(), "GET /b/old HTTP/1.1\r\nHost: x\r\nX-Big: " + "x".repeat(1 << 20) + "\r\n\r\n");
        assertThat(answer)
                .satisfiesAnyOf(
                        a -> assertThat(a).isEmpty(),
                        a -> assertThat(a).startsWith("HTTP/1.1 400 ").contains("RequestHeaderSectionTooLarge"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\r\nhello\r\n",
                "zz\r\nhello\r\n0\r\n\r\n",
                "5\r\nhelloXX0\r\n\r\n",
                "3\r\nhello\r\n0\r\n\r\n",
                "FFFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n",
                "0\r\n\r\n",
            })
    void brokenAwsChunkedFramingLeavesTheOldObject(String body) {
        String answer = RawHttp.exchange(
                worker.s3Port(),
                "PUT /b/old HTTP/1.1\r\nHost: x\r\nx-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\r\n"
                        + "x-amz-decoded-content-length: 5\r\nContent-Length: " + body.length()
                        + "\r\nConnection: close\r\n\r\n" + body);
        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("<Error>");
        assertOldObject();
    }

    @Test
    void wrongDigestsLeaveTheOldObject() {
        String[] headers = {
            "Content-MD5: AAAAAAAAAAAAAAAAAAAAAA==",
            "x-amz-checksum-crc32: AAAAAA==",
            "x-amz-checksum-crc64nvme: AAAAAAAAAAA=",
            "x-amz-content-sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        };
        for (String header : headers) {
            String answer = RawHttp.exchange(
                    worker.s3Port(),
                    "PUT /b/old HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n" + header
                            + "\r\nConnection: close\r\n\r\nhello");
            assertThat(answer).as(header).startsWith("HTTP/1.1 400 ");
            assertOldObject();
        }
    }

    @Test
    void clientGoneInTheMiddleOfAPutLeavesTheOldObjectAndNoFile() throws IOException {
        for (int i = 0; i < 20; i++) {
            RawHttp.abandon(
                    worker.s3Port(),
                    "PUT /b/old HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(i * 5_000));
        }
        assertOldObject();
        Path reserved = home.resolve("ufs/.s3-cache-worker");
        Awaitility.await().untilAsserted(() -> {
            try (var files = Files.exists(reserved) ? Files.walk(reserved) : java.util.stream.Stream.<Path>empty()) {
                assertThat(files.filter(Files::isRegularFile)).isEmpty();
            }
        });
    }

    @Test
    void keyThatWouldBeObjectAndFolderIs409() {
        s3.putObject(b -> b.bucket("b").key("file"), RequestBody.fromString("x"));
        String under = RawHttp.exchange(
                worker.s3Port(),
                "PUT /b/file/under HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx");
        assertThat(under).startsWith("HTTP/1.1 409 ");
        s3.putObject(b -> b.bucket("b").key("dir/x"), RequestBody.fromString("x"));
        String over = RawHttp.exchange(
                worker.s3Port(), "PUT /b/dir HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx");
        assertThat(over).startsWith("HTTP/1.1 409 ");
    }

    @Test
    void tooLongNamesAreKeyTooLong() {
        String segment = RawHttp.exchange(
                worker.s3Port(),
                "PUT /b/" + "s".repeat(300)
                        + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx");
        assertThat(segment).startsWith("HTTP/1.1 400 ").contains("KeyTooLongError");
        String key = RawHttp.request(worker.s3Port(), "GET", "/b/" + "k/".repeat(600));
        assertThat(key).startsWith("HTTP/1.1 400 ").contains("KeyTooLongError");
    }

    @Test
    void garbageIsNotHttp() {
        assertThat(RawHttp.exchange(
                        worker.s3Port(), new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3, 13, 10, 13, 10}))
                .satisfiesAnyOf(a -> assertThat(a).isEmpty(), a -> assertThat(a).startsWith("HTTP/1.1 400 "));
    }

    private static void assertOldObject() {
        assertThat(s3.getObjectAsBytes(b -> b.bucket("b").key("old")).asByteArray())
                .isEqualTo(OLD.getBytes(StandardCharsets.UTF_8));
    }
}
