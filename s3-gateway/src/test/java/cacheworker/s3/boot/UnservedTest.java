package cacheworker.s3.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cacheworker.core.config.ConfigException;
import cacheworker.core.config.ConfigSource;
import cacheworker.core.config.Configuration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnservedTest {
    private static Configuration with(String name, String value) throws ConfigException {
        return Configuration.load(ConfigSource.of(Map.of(name, value), Map.of()));
    }

    @Test
    void nothingIsServedWhenOnlyHttpsMayBe() throws ConfigException {
        Configuration closed = with("alluxio.worker.s3.only.https.access", "true");
        assertThatThrownBy(() -> Unserved.refuse(closed))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("alluxio.worker.s3.only.https.access")
                .hasMessageContaining("expected false");
        Unserved.refuse(with("alluxio.worker.s3.only.https.access", "false"));
    }

    @Test
    void filesAreNotSentThroughIoUring() throws ConfigException {
        Configuration both = Configuration.load(ConfigSource.of(
                Map.of(
                        "alluxio.worker.network.netty.channel", "IO_URING",
                        "alluxio.worker.network.netty.file.transfer", "TRANSFER"),
                Map.of()));
        assertThatThrownBy(() -> Unserved.refuse(both))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("alluxio.worker.network.netty.file.transfer is 'TRANSFER'")
                .hasMessageContaining("alluxio.worker.network.netty.channel is 'IO_URING'");
        Unserved.refuse(with("alluxio.worker.network.netty.channel", "IO_URING"));
    }

    @Test
    void whatHasNoEffectIsSaid() throws ConfigException {
        assertThat(Unserved.warnings(with("alluxio.underfs.xattr.change.enabled", "true")))
                .isEmpty();
        assertThat(Unserved.warnings(with("alluxio.worker.s3.redirect.enabled", "true")))
                .hasSize(1);
        assertThat(Unserved.warnings(with("alluxio.worker.s3.redirect.enabled", "auto")))
                .isEmpty();
    }
}
