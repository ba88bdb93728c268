package cacheworker.s3.op.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.s3.op.OpFixture.Answer;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadPartTest extends Uploads {
    @Test
    void aPartIsAnsweredWithItsMd5AndItsChecksum() {
        String id = begin("o");
        byte[] content = bytes(100, 1);
        String md5 = Base64.getEncoder().encodeToString(md5(content));
        Answer part = part("o", id, 7, content, "Content-MD5", md5);
        assertThat(part.status()).isEqualTo(200);
        assertThat(part.header("ETag")).isEqualTo('"' + etag(content) + '"');
        Answer checked = part(
                "o",
                id,
                8,
                "123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                "x-amz-checksum-crc32",
                "y/Q5Jg==");
        assertThat(checked.header("x-amz-checksum-crc32")).isEqualTo("y/Q5Jg==");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10001", "-1", "x", "", "1.0", "99999999999999999999"})
    void aPartNumberOutside1To10000IsRefused(String number) {
        Answer refused = part("o", begin("o"), number, bytes(1, 1));
        assertThat(refused.error()).isEqualTo("InvalidArgument");
        assertThat(refused.text()).contains("partNumber", "'" + number + "'", "10000");
    }

    @Test
    void anUnknownUploadIsRefusedByName() {
        begin("o");
        Answer refused = part("o", "nonsense", 1, bytes(1, 1));
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.error()).isEqualTo("NoSuchUpload");
        assertThat(refused.text()).contains("UploadId=nonsense");
        assertThat(part("other", begin("o"), 1, bytes(1, 1)).error()).isEqualTo("NoSuchUpload");
    }

    @Test
    void aBodyThatDoesNotMatchItsDigestLeavesThePartAsItWas() {
        String id = begin("o");
        byte[] good = bytes(50, 1);
        part("o", id, 1, good);
        Answer refused = part(
                "o", id, 1, bytes(60, 2), "Content-MD5", Base64.getEncoder().encodeToString(md5(good)));
        assertThat(refused.error()).isEqualTo("BadDigest");
        assertThat(complete("o", id, 1, etag(good)).status()).isEqualTo(200);
        assertThat(fixture.get("/b/o").body()).isEqualTo(good);
    }

    @Test
    void aPartBeyondFiveGibibytesIsRefusedByItsHead() {
        String id = begin("o");
        Answer refused = fixture.answer(
                "PUT", "/b/o?partNumber=1&uploadId=" + id, null, "Content-Length", Long.toString((5L << 30) + 1));
        assertThat(refused.error()).isEqualTo("EntityTooLarge");
    }
}
