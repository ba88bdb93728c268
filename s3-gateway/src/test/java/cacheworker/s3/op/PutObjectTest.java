package cacheworker.s3.op;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsCall;
import cacheworker.core.ufs.UfsException;
import cacheworker.s3.op.OpFixture.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PutObjectTest {
    @TempDir
    private Path directory;

    private OpFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new OpFixture(directory);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void theEtagIsTheMd5AndTheBytesAreReadBack() {
        Answer answer = fixture.put("dir/hello", "hello world");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"5eb63bbbe01eeed093cb22bb8f5acdc3\"");
        Answer read = fixture.get("/b/dir/hello");
        assertThat(read.text()).isEqualTo("hello world");
        assertThat(read.header("ETag")).isEqualTo(answer.header("ETag"));
    }

    @Test
    void headersAndMetadataAreKept() {
        fixture.put(
                "k", "x", "Content-Type", "text/plain", "Content-Encoding", "aws-chunked,gzip", "x-amz-meta-A", "1");
        Answer read = fixture.get("/b/k");
        assertThat(read.header("content-type")).isEqualTo("text/plain");
        assertThat(read.header("content-encoding")).isEqualTo("gzip");
        assertThat(read.header("x-amz-meta-a")).isEqualTo("1");
    }

    @Test
    void aChecksumIsVerifiedAndShown() {
        Answer answer = fixture.put("k", "hello world", "x-amz-checksum-crc32", "DUoRhQ==");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-amz-checksum-crc32")).isEqualTo("DUoRhQ==");
        Answer wrong = fixture.put("k", "hello there", "x-amz-checksum-crc32", "DUoRhQ==");
        assertThat(wrong.error()).isEqualTo("BadDigest");
        assertThat(fixture.get("/b/k").text()).isEqualTo("hello world");
    }

    @Test
    void awsChunkedBodiesAreUnwrapped() {
        String framed = "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n";
        Answer answer = fixture.put(
                "k",
                framed,
                "x-amz-content-sha256",
                "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                "x-amz-trailer",
                "x-amz-checksum-crc32",
                "x-amz-decoded-content-length",
                "5");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(fixture.get("/b/k").text()).isEqualTo("hello");
    }

    @Test
    void whateverFailsTheOldObjectStays() {
        fixture.put("k", "old");
        assertThat(fixture.put("k", "new", "Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg==")
                        .error())
                .isEqualTo("BadDigest");
        assertThat(fixture.put("k", "new", "Content-MD5", "bad").error()).isEqualTo("InvalidDigest");
        assertThat(fixture.answer(
                                Requests.of("PUT", "/b/k", "Content-Length", "10"),
                                OpFixture.pieces("short".getBytes(StandardCharsets.UTF_8)))
                        .error())
                .isEqualTo("IncompleteBody");
        Answer gone = fixture.answer(Requests.of("PUT", "/b/k", "Content-Length", "10"), () -> {
            throw new IOException("the client is gone");
        });
        assertThat(gone.status()).isEqualTo(500);
        fixture.ufs.fail(UfsCall.WRITE, 1, UfsException.Kind.NO_SPACE);
        assertThat(fixture.put("k", "new").error()).isEqualTo("InsufficientStorage");
        fixture.ufs.fail(UfsCall.COMMIT, 1, UfsException.Kind.UNAVAILABLE);
        assertThat(fixture.put("k", "new").error()).isEqualTo("ServiceUnavailable");
        assertThat(fixture.get("/b/k").text()).isEqualTo("old");
    }

    @Test
    void aLengthIsNeededAndBounded() {
        assertThat(fixture.answer(Requests.of("PUT", "/b/k"), OpFixture.pieces(new byte[0]))
                        .status())
                .isEqualTo(411);
        long tooLong = BodyLength.MOST + 1;
        Answer large = fixture.answer(
                Requests.of("PUT", "/b/k", "Content-Length", Long.toString(tooLong)), OpFixture.pieces(new byte[0]));
        assertThat(large.error()).isEqualTo("EntityTooLarge");
        assertThat(large.text()).contains("ProposedSize=" + tooLong);
    }

    @Test
    void aFolderHasNoContent() {
        assertThat(fixture.put("folder/", "").status()).isEqualTo(200);
        Answer read = fixture.get("/b/folder/");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body()).isEmpty();
        assertThat(fixture.get("/b/folder").status()).isEqualTo(404);
        assertThat(fixture.put("folder/", "x").status()).isEqualTo(400);
    }

    @Test
    void badTargetsAreRefusedAndNothingLeavesTheBucket() {
        for (String key : new String[] {"../x", "%2e%2e/x", "a/%2E%2E/%2e%2e/x", "a//x", "./x"}) {
            assertThat(fixture.answer("PUT", "/b/" + key, new byte[1]).status())
                    .as(key)
                    .isEqualTo(400);
        }
        Answer missing = fixture.answer("PUT", "/none/k", new byte[1]);
        assertThat(missing.error()).isEqualTo("NoSuchBucket");
        fixture.put("file", "x");
        assertThat(fixture.put("file/below", "x").status()).isEqualTo(409);
        assertThat(fixture.put("k", "x", "x-amz-meta-big", "v".repeat(2100)).error())
                .isEqualTo("MetadataTooLarge");
    }

    @Test
    void anObjectThatMustNotBeThereIsWrittenOnce() {
        assertThat(fixture.put("k", "first", "If-None-Match", "*").status()).isEqualTo(200);
        Answer again = fixture.put("k", "second", "If-None-Match", "*");
        assertThat(again.status()).isEqualTo(412);
        assertThat(again.error()).isEqualTo("PreconditionFailed");
        assertThat(again.text()).contains("Condition=If-None-Match");
        assertThat(fixture.get("/b/k").text()).isEqualTo("first");
        assertThat(fixture.put("folder/", "", "If-None-Match", "*").status()).isEqualTo(200);
        assertThat(fixture.put("folder/", "", "If-None-Match", "*").status()).isEqualTo(412);
        assertThat(fixture.put("k", "x", "If-None-Match", "\"e\"").status()).isEqualTo(501);
    }

    @Test
    void anObjectThatMustHaveAnEtagIsReplacedOnlyThen() {
        Answer missing = fixture.put("k", "x", "If-Match", "\"e\"");
        assertThat(missing.error()).isEqualTo("NoSuchKey");
        String first = fixture.put("k", "first").header("ETag");
        assertThat(fixture.put("k", "second", "If-Match", first).status()).isEqualTo(200);
        Answer late = fixture.put("k", "third", "If-Match", first);
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.text()).contains("Condition=If-Match");
        assertThat(fixture.get("/b/k").text()).isEqualTo("second");
        assertThat(fixture.put("k", "third", "If-Match", "*").status()).isEqualTo(200);
        assertThat(fixture.get("/b/k").text()).isEqualTo("third");
    }

    /** What the client is told is true when the object gets its name, whatever was true when the request came. */
    @Test
    void theConditionIsDecidedWhenTheBodyIsThere() {
        String etag = fixture.put("k", "old").header("ETag");
        fixture.ufs.before(UfsCall.COMMIT, 1, () -> fixture.put("k", "came between"));
        assertThat(fixture.put("k", "new", "If-Match", etag).error()).isEqualTo("PreconditionFailed");
        assertThat(fixture.get("/b/k").text()).isEqualTo("came between");
        fixture.ufs.before(UfsCall.COMMIT, 1, () -> fixture.put("n", "came between"));
        assertThat(fixture.put("n", "new", "If-None-Match", "*").error()).isEqualTo("PreconditionFailed");
        assertThat(fixture.get("/b/n").text()).isEqualTo("came between");
    }

    @Test
    void whoHasLostAlreadyNeedNotSendTheBody() {
        fixture.put("k", "old");
        Answer answer = fixture.answer(Requests.of("PUT", "/b/k", "Content-Length", "10", "If-None-Match", "*"), () -> {
            throw new AssertionError("the body was asked for");
        });
        assertThat(answer.status()).isEqualTo(412);
    }

    @Test
    void aClientThatWasRefusedReadsWhatItWasRefusedFor() throws IOException {
        String etag = fixture.put("k", "old").header("ETag");
        fixture.get("/b/k");
        Files.writeString(fixture.root.resolve("b/k"), "changed behind the worker");
        assertThat(fixture.put("k", "new", "If-Match", etag).status()).isEqualTo(412);
        Answer read = fixture.get("/b/k");
        assertThat(read.text()).isEqualTo("changed behind the worker");
        assertThat(fixture.put("k", "new", "If-Match", String.valueOf(read.header("ETag")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void tagsOfTheHeaderAreKeptAndGoWithTheNextPut() {
        assertThat(fixture.put("o", "x", "x-amz-tagging", "a=1&b=2").status()).isEqualTo(200);
        assertThat(fixture.get("/b/o").header("x-amz-tagging-count")).isEqualTo("2");
        assertThat(fixture.put("o", "y", "x-amz-tagging", "a=1&a=2").error()).isEqualTo("InvalidTag");
        assertThat(fixture.get("/b/o").text()).isEqualTo("x");
        fixture.put("o", "z");
        assertThat(fixture.get("/b/o").header("x-amz-tagging-count")).isNull();
    }
}
