package cacheworker.s3.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoistedHeadersTest {
    private static final String PRESIGNED = "X-Amz-Algorithm=AWS4-HMAC-SHA256&";

    private static HeaderView headers(String query, String... sent) throws MalformedRequestException {
        return RequestParser.parse("0", "PUT", "/b/k?" + query, HeaderLines.of(sent), "127.0.0.1:1")
                .headers();
    }

    @Test
    void aParameterOfAPresignedUrlIsAHeaderInAnyCase() throws Exception {
        HeaderView headers = headers(PRESIGNED + "X-Amz-Storage-Class=STANDARD&x-amz-meta-a=1");

        assertThat(headers.get("x-amz-storage-class")).isEqualTo("STANDARD");
        assertThat(headers.all("X-AMZ-META-A")).containsExactly("1");
        assertThat(headers.lines()).contains(Map.entry("x-amz-storage-class", "STANDARD"));
    }

    @Test
    void aHeaderThatWasSentGoesBeforeTheQuery() throws Exception {
        HeaderView headers = headers(PRESIGNED + "x-amz-meta-a=query", "X-Amz-Meta-A", "sent");

        assertThat(headers.get("x-amz-meta-a")).isEqualTo("sent");
        assertThat(headers.all("x-amz-meta-a")).containsExactly("sent");
    }

    @Test
    void aTextIsAsItWouldBeOnTheWire() throws Exception {
        assertThat(headers(PRESIGNED + "x-amz-meta-a=gr%C3%BCn").get("x-amz-meta-a"))
                .isEqualTo("gr\u00c3\u00bcn");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-amz-checksum-crc32",
                "X-Amz-Checksum-Sha256",
                "x-amz-checksum-unheardof",
                "x-amz-sdk-checksum-algorithm",
                "content-type",
                "range"
            })
    void theChecksumOfABodyAndOtherParametersAreNoHeaders(String name) throws Exception {
        HeaderView headers = headers(PRESIGNED + name + "=1");

        assertThat(headers.get(name)).isNull();
        assertThat(headers.all(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-amz-checksum-algorithm", "x-amz-checksum-type", "x-amz-checksum-mode"})
    void whatIsAskedOfChecksumsIsAHeader(String name) throws Exception {
        assertThat(headers(PRESIGNED + name + "=1").all(name)).isEqualTo(List.of("1"));
    }

    @Test
    void withoutASignatureTheQueryIsNoHeader() throws Exception {
        assertThat(headers("x-amz-meta-a=1").get("x-amz-meta-a")).isNull();
    }
}
