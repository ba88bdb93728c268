package cacheworker.s3.op.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.s3.op.OpFixture.Answer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadPartCopyTest extends Uploads {
    private final byte[] source = bytes(200_000, 1);

    private Answer copy(String id, int number, String from, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "x-amz-copy-source";
        all[headers.length + 1] = from;
        return fixture.answer("PUT", "/b/o?partNumber=" + number + "&uploadId=" + id, null, all);
    }

    @Test
    void partsAreMadeOfWholeObjectsAndOfRanges() {
        fixture.put("source", source);
        String id = begin("o");
        Answer range = copy(id, 2, "b/source", "x-amz-copy-source-range", "bytes=10-100009");
        assertThat(range.status()).as(range.text()).isEqualTo(200);
        byte[] middle = Arrays.copyOfRange(source, 10, 100_010);
        assertThat(range.text()).contains("<CopyPartResult xmlns=", "<LastModified>20");
        assertThat(element(range, "ETag")).isEqualTo('"' + etag(middle) + '"');
        Answer whole = copy(id, 3, "/b/source");
        assertThat(complete("o", id, 2, element(range, "ETag"), 3, element(whole, "ETag"))
                        .status())
                .isEqualTo(200);
        byte[] body = fixture.get("/b/o").body();
        assertThat(body).hasSize(300_000).startsWith(middle).endsWith(source);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-200000", "bytes=5-", "bytes=-5", "bytes=5-4", "0-5", "bytes=0-1,2-3", "bytes=a-b"})
    void aRangeThatIsNotInsideTheSourceIsRefused(String range) {
        fixture.put("source", source);
        Answer refused = copy(begin("o"), 1, "b/source", "x-amz-copy-source-range", range);
        assertThat(refused.error()).isEqualTo("InvalidArgument");
        assertThat(refused.text()).contains(range);
    }

    @Test
    void missingSourcesFailedConditionsAndUnknownUploadsAreRefused() {
        fixture.put("source", source);
        String id = begin("o");
        assertThat(copy(id, 1, "b/none").error()).isEqualTo("NoSuchKey");
        assertThat(copy(id, 1, "none/x").error()).isEqualTo("NoSuchBucket");
        assertThat(copy("no", 1, "b/source").error()).isEqualTo("NoSuchUpload");
        assertThat(copy(id, 1, "b/source", "x-amz-copy-source-if-match", "\"x\"")
                        .error())
                .isEqualTo("PreconditionFailed");
        assertThat(copy(id, 0, "b/source").error()).isEqualTo("InvalidArgument");
    }
}
