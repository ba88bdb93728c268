package cacheworker.s3.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cacheworker.core.CoreFixture;
import cacheworker.core.ufs.UfsCall;
import cacheworker.core.ufs.UfsException;
import cacheworker.s3.op.OpFixture.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GetObjectTest {
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

    private static final int LENGTH = 5 * OpFixture.PAGE + 1234;

    private final byte[] content = CoreFixture.random(LENGTH, 3);

    @Test
    void firstAMissThenAHitThenPartial() {
        fixture.put("k", content);
        Answer miss = fixture.get("/b/k");
        assertThat(miss.header("x-cache")).isEqualTo("miss");
        assertThat(miss.body()).isEqualTo(content);
        await().untilAsserted(() -> {
            Answer hit = fixture.get("/b/k");
            assertThat(hit.header("x-cache")).isEqualTo("hit");
            assertThat(hit.body()).isEqualTo(content);
        });
        fixture.put("half", content);
        fixture.get("/b/half", "Range", "bytes=0-10");
        await().untilAsserted(() -> assertThat(
                        fixture.get("/b/half", "Range", "bytes=0-5").header("x-cache"))
                .isEqualTo("hit"));
        assertThat(fixture.get("/b/half").header("x-cache")).isEqualTo("partial");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "bytes=0-8; 206; 0; 9",
                "bytes=1-1; 206; 1; 1",
                "bytes=9-; 206; 9; 1",
                "bytes=-2; 206; 8; 2",
                "bytes=0-100; 206; 0; 10",
                "bytes=-15; 206; 0; 10",
                "bytes=1-0; 200; 0; 10",
                "bytes=-1-; 200; 0; 10",
                "bytes=0-1,3-4; 200; 0; 10",
                "lines=0-1; 200; 0; 10",
                "bytes=-0; 416; 0; 0",
                "bytes=10-; 416; 0; 0",
                "bytes=100-200; 416; 0; 0"
            })
    void rangesAreAnsweredAsS3DoesByGetAndHead(String range, int status, int from, int length) {
        fixture.put("ten", "0123456789");
        Answer answer = fixture.get("/b/ten", "Range", range);
        Answer head = fixture.head("/b/ten", "Range", range);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(head.status()).isEqualTo(status);
        if (status == 416) {
            assertThat(answer.error()).isEqualTo("InvalidRange");
            assertThat(answer.text()).contains("ActualObjectSize=10").contains("RangeRequested=" + range);
            return;
        }
        assertThat(answer.text()).isEqualTo("0123456789".substring(from, from + length));
        assertThat(head.header("content-length")).isEqualTo(Integer.toString(length));
        String contentRange = status == 206 ? "bytes " + from + "-" + (from + length - 1) + "/10" : null;
        assertThat(answer.header("Content-Range")).isEqualTo(contentRange);
        assertThat(head.header("Content-Range")).isEqualTo(contentRange);
    }

    @Test
    void theMakerOfAUrlMayChooseContentHeaders() {
        fixture.put("k", "0123456789", "Content-Type", "text/plain", "Cache-Control", "no-store");
        String query = "?response-content-type=image%2Fpng&response-content-disposition=attachment%3B%20filename%3D%22"
                + "%C3%A9.txt%22&response-expires=x&response-other=y&X-Amz-Credential=u";
        for (String range : new String[] {"bytes=0-", "bytes=2-3"}) {
            Answer answer = fixture.get("/b/k" + query, "Range", range);
            assertThat(answer.status()).isEqualTo(206);
            assertThat(answer.header("Content-Type")).isEqualTo("image/png");
            assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"\u00c3\u00a9.txt\"");
            assertThat(answer.header("Expires")).isEqualTo("x");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }
        assertThat(fixture.head("/b/k" + query).header("Content-Type")).isEqualTo("image/png");
        assertThat(fixture.get("/b/k").header("Content-Type")).isEqualTo("text/plain");
        assertThat(fixture.get("/b/k?response-content-type=a").error()).isEqualTo("InvalidRequest");
    }

    @Test
    void anEmptyObjectHasNoRangeButAFirstPart() {
        fixture.put("empty", "");
        Answer whole = fixture.get("/b/empty");
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.header("ETag")).isEqualTo("\"d41d8cd98f00b204e9800998ecf8427e\"");
        assertThat(fixture.get("/b/empty", "Range", "bytes=0-8388607").text()).contains("ActualObjectSize=0");
        Answer part = fixture.get("/b/empty?partNumber=1");
        assertThat(part.status()).isEqualTo(200);
        assertThat(part.body()).isEmpty();
        fixture.put("ten", "0123456789");
        assertThat(fixture.get("/b/ten?partNumber=1").header("Content-Range")).isEqualTo("bytes 0-9/10");
        assertThat(fixture.get("/b/ten?partNumber=2").error()).isEqualTo("InvalidPartNumber");
        assertThat(fixture.get("/b/ten?partNumber=2").status()).isEqualTo(416);
        assertThat(fixture.get("/b/ten?partNumber=0").status()).isEqualTo(400);
    }

    @Test
    void conditionsComeBeforeTheRange() {
        String etag = fixture.put("ten", "0123456789").header("ETag");
        assertThat(fixture.get("/b/ten", "If-None-Match", etag, "Range", "bytes=20-")
                        .status())
                .isEqualTo(304);
        Answer failed = fixture.get("/b/ten", "If-Match", "\"other\"");
        assertThat(failed.status()).isEqualTo(412);
        assertThat(failed.text()).contains("Condition=If-Match");
        assertThat(fixture.get("/b/ten", "If-Match", etag, "Range", "bytes=0-0").status())
                .isEqualTo(206);
        assertThat(fixture.get("/b/ten", "If-Range", "\"other\"", "Range", "bytes=0-0")
                        .status())
                .isEqualTo(200);
        assertThat(fixture.get("/b/none", "If-Match", etag).status()).isEqualTo(404);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(fixture.get("/b/none").error()).isEqualTo("NoSuchKey");
        assertThat(fixture.get("/b/none").text()).contains("Key=none");
        assertThat(fixture.get("/none/k").error()).isEqualTo("NoSuchBucket");
    }

    @Test
    void anObjectReplacedBehindTheWorkerIsReadAgainInItsNewVersion() throws IOException {
        fixture.put("k", content);
        fixture.head("/b/k");
        byte[] changed = CoreFixture.random(LENGTH + 100, 4);
        Files.write(fixture.root.resolve("b/k"), changed);
        Answer answer = fixture.get("/b/k");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(changed);
    }

    @Test
    void aFailingStorageIsToldInsteadOfAnEmptyAnswer() {
        fixture.put("k", content);
        fixture.ufs.failAll(UfsCall.OPEN, UfsException.Kind.UNAVAILABLE);
        assertThat(fixture.get("/b/k").error()).isEqualTo("ServiceUnavailable");
        fixture.ufs.heal();
        assertThat(fixture.get("/b/k").body()).isEqualTo(content);
    }
}
