package cacheworker.s3.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ErrorDocumentTest {
    private static String write(S3Exception error, String resource) {
        return new String(ErrorDocument.of(error, resource, "REQ", "HOST"), StandardCharsets.UTF_8);
    }

    @Test
    void hasTheShapeOfS3WithoutANamespace() {
        S3Exception error = new S3Exception(S3ErrorCode.INVALID_RANGE, "The requested range is not satisfiable")
                .with("RangeRequested", "bytes=0-8388607")
                .with("ActualObjectSize", "0");
        assertThat(write(error, "/bkt/empty"))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>InvalidRange</Code>"
                        + "<Message>The requested range is not satisfiable</Message>"
                        + "<RangeRequested>bytes=0-8388607</RangeRequested><ActualObjectSize>0</ActualObjectSize>"
                        + "<Resource>/bkt/empty</Resource><RequestId>REQ</RequestId><HostId>HOST</HostId></Error>");
    }

    @Test
    void escapesWhatClientsSent() {
        S3Exception error = new S3Exception(S3ErrorCode.NO_SUCH_KEY, "<&>\"'").with("Key", "a\u0001b\r\uFFFFc😀");
        assertThat(write(error, "/b/</Error>"))
                .contains("<Message>&lt;&amp;&gt;\"'</Message>")
                .contains("<Key>a\uFFFDb&#xD;\uFFFDc😀</Key>")
                .contains("<Resource>/b/&lt;/Error&gt;</Resource>");
    }
}
