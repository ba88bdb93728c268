package cacheworker.core.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cacheworker.core.ufs.UfsException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PageFetchTest {
    @Test
    void readersOfAPageThatDoesNotComeAreToldSoAndTheFetchGoesOn() throws UfsException {
        AtomicInteger givenBack = new AtomicInteger();
        PageFetch fetch = new PageFetch(
                100, buffer -> givenBack.incrementAndGet(), ByteBuffer.allocate(100), Duration.ofMillis(20));
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(UfsException.class)
                    .isThrownBy(() -> fetch.await(0))
                    .matches(e -> e.kind() == UfsException.Kind.UNAVAILABLE);
        }
        assertThat(givenBack).hasValue(0);
        fetch.target(60).put(new byte[60]);
        fetch.arrived(60);
        assertThat(fetch.await(10)).isEqualTo(50);
        ByteBuffer target = ByteBuffer.allocate(7);
        assertThat(fetch.copy(10, target)).isEqualTo(7);
        fetch.end(true, null);
        assertThat(fetch.await(99)).isEqualTo(PageFetch.IN_STORE);
        assertThat(givenBack).hasValue(1);
    }
}
