package cacheworker.s3.response;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.base.ByteRange;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObjectHeadersTest {
    private static List<String> lines(UfsStatus status) {
        ResponseHeaders headers = ObjectHeaders.of(status, status.attributes().headers());
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            lines.add(headers.name(i) + ": " + headers.value(i));
        }
        return lines;
    }

    private static UfsStatus status(String path, UfsAttributes attributes) {
        return new UfsStatus(path, 3, 784_111_777_000L, "v", "abc-1", attributes);
    }

    @Test
    void anObjectWithoutAttributesHasTheHeadersThatClientsNeed() {
        assertThat(lines(status("a", UfsAttributes.NONE)))
                .containsExactly(
                        "ETag: \"abc-1\"",
                        "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT",
                        "Accept-Ranges: bytes",
                        "Content-Type: binary/octet-stream");
    }

    @Test
    void aFolderHasItsOwnContentType() {
        assertThat(lines(status("a/", UfsAttributes.NONE))).contains("Content-Type: application/x-directory");
    }

    @Test
    void storedHeadersAndMetadataComeBack() {
        Map<String, String> headers = Map.of(
                "content-type", "text/plain",
                "cache-control", "no-cache",
                "content-disposition", "attachment; filename=\"\u00FC\"",
                "content-encoding", "gzip",
                "content-language", "日本",
                "expires", "0");
        assertThat(lines(status("a", new UfsAttributes(headers, Map.of("b", "ü", "a", "1")))))
                .containsExactly(
                        "ETag: \"abc-1\"",
                        "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT",
                        "Accept-Ranges: bytes",
                        "Content-Type: text/plain",
                        "Cache-Control: no-cache",
                        "Content-Disposition: attachment; filename=\"\u00FC\"",
                        "Content-Encoding: gzip",
                        "Content-Language: \u00E6\u0097\u00A5\u00E6\u009C\u00AC",
                        "Expires: 0",
                        "x-amz-meta-a: 1",
                        "x-amz-meta-b: =?UTF-8?B?w7w=?=");
    }

    @Test
    void contentRangeNamesFirstAndLastByte() {
        assertThat(ObjectHeaders.contentRange(new ByteRange(5, 10), 100)).isEqualTo("bytes 5-14/100");
    }
}
