package cacheworker.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cacheworker.s3.request.MalformedRequestException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CreateBucketConfigurationTest {
    private static CreateBucketConfiguration read(String xml) throws MalformedRequestException {
        return CreateBucketConfiguration.read(xml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void noBodyAsksForNoRegion() throws Exception {
        assertThat(read("").locationConstraint()).isNull();
        assertThat(read("<CreateBucketConfiguration/>").locationConstraint()).isNull();
    }

    @Test
    void theRegionIsRead() throws Exception {
        assertThat(read("<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Tags/>"
                                + "<LocationConstraint> eu-west-1 </LocationConstraint></CreateBucketConfiguration>")
                        .locationConstraint())
                .isEqualTo("eu-west-1");
    }

    @Test
    void anotherDocumentIsMalformed() {
        assertThatThrownBy(() -> read("<LocationConstraint>x</LocationConstraint>"))
                .isInstanceOf(MalformedRequestException.class)
                .hasMessageContaining("<CreateBucketConfiguration>");
    }
}
