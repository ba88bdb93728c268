package cacheworker.s3.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogSettingsTest {
    @Test
    void anExpiresThatIsNoDateIsNotWarnedOfAtEachHead() {
        String reader = "software.amazon.awssdk.protocols.xml.internal.unmarshall.HeaderUnmarshaller";
        assertThat(LoggerFactory.getLogger(reader).isWarnEnabled()).isFalse();
        assertThat(LoggerFactory.getLogger("cacheworker.s3").isWarnEnabled()).isTrue();
    }
}
