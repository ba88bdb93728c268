package cacheworker.s3.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.s3.request.MalformedRequestException.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadHeadersTest {
    private static UfsAttributes attributes(int limit, String target, String... headers)
            throws MalformedRequestException {
        return UploadHeaders.attributes(
                RequestParser.parse("id", "PUT", target, HeaderLines.of(headers), "192.0.2.1:1"), limit);
    }

    @Test
    void contentHeadersAreKeptAsTheyAre() throws Exception {
        UfsAttributes attributes = attributes(
                0,
                "/b/k",
                "Content-Type",
                "text/plain; charset=utf-8",
                "Cache-Control",
                "max-age=1",
                "Cache-Control",
                "no-transform",
                "Content-Disposition",
                "attachment; filename=\"ü\"",
                "Content-Language",
                "de",
                "Expires",
                "whenever",
                "Content-Length",
                "5",
                "x-amz-acl",
                "private");
        assertThat(attributes.headers())
                .isEqualTo(Map.of(
                        "content-type", "text/plain; charset=utf-8",
                        "cache-control", "max-age=1,no-transform",
                        "content-disposition", "attachment; filename=\"ü\"",
                        "content-language", "de",
                        "expires", "whenever"));
        assertThat(attributes.userMetadata()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "aws-chunked, -",
                "'aws-chunked,gzip', gzip",
                "'gzip, AWS-CHUNKED', gzip",
                "gzip, gzip",
                "'br, gzip', 'br,gzip'",
                "'', -"
            })
    void framingIsNoContentEncoding(String sent, String kept) throws Exception {
        assertThat(attributes(0, "/b/k", "content-encoding", sent).headers().get("content-encoding"))
                .isEqualTo(kept);
    }

    @Test
    void metadataNamesAreLowerCasedAndRepeatedOnesJoined() throws Exception {
        UfsAttributes attributes =
                attributes(0, "/b/k", "X-Amz-Meta-CamelCase", "1", "x-amz-meta-camelcase", "2", "x-amz-meta-a_b.c", "");
        assertThat(attributes.userMetadata()).isEqualTo(Map.of("camelcase", "1,2", "a_b.c", ""));
    }

    @Test
    void metadataOfAPresignedUrlsQueryIsHonoured() throws Exception {
        String target = "/b/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&x-amz-meta-Color=gr%C3%BCn";
        assertThat(attributes(0, target).userMetadata()).isEqualTo(Map.of("color", "grün"));
        assertThat(attributes(0, "/b/k?x-amz-meta-color=x").userMetadata()).isEmpty();
    }

    @Test
    void metadataAboveTheLimitIsRefusedWithBothNumbers() throws Exception {
        attributes(10, "/b/k", "x-amz-meta-abcde", "12345");
        attributes(0, "/b/k", "x-amz-meta-a", "1".repeat(5000));
        MalformedRequestException refusal = catchThrowableOfType(
                MalformedRequestException.class, () -> attributes(10, "/b/k", "x-amz-meta-abcde", "1234ü"));
        assertThat(refusal.fault()).isEqualTo(Fault.METADATA_TOO_LARGE);
        assertThat(refusal.details()).containsEntry("Size", "11").containsEntry("MaxSizeAllowed", "10");
    }

    @ParameterizedTest
    @CsvSource({"x-amz-meta-", "x-amz-meta-a%0D%0Ab", "x-amz-meta-a%20b", "x-amz-meta-%C3%BC"})
    void aNameThatNoHeaderCanHaveIsRefused(String name) {
        String target = "/b/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&" + name + "=1";
        assertThat(catchThrowableOfType(MalformedRequestException.class, () -> attributes(0, target))
                        .fault())
                .isEqualTo(Fault.INVALID_ARGUMENT);
    }

    @Test
    void rawUtf8InAHeaderIsUnderstood() throws Exception {
        String raw = new String("größer 😀".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(attributes(0, "/b/k", "x-amz-meta-a", raw).userMetadata()).containsEntry("a", "größer 😀");
    }
}
