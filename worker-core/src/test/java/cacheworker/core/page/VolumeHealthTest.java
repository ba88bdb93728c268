package cacheworker.core.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class VolumeHealthTest {
    private final AtomicLong now = new AtomicLong(-5);
    private final VolumeHealth health = new VolumeHealth(Path.of("pages"), now::get);

    @Test
    void aFullDirectoryTakesPagesAgainAfterAWhileAndIsReadAllTheTime() {
        for (int i = 0; i < 2; i++) {
            health.failed(new IOException("No space left on device"));
            assertThat(health.isWritable()).isFalse();
            assertThat(health.isReadable()).isTrue();
            now.addAndGet(TimeUnit.SECONDS.toNanos(10));
            assertThat(health.isWritable()).isFalse();
            now.incrementAndGet();
            assertThat(health.isWritable()).isTrue();
        }
        assertThat(health.isReadable()).isTrue();
    }

    @Test
    void anyOtherErrorIsForGood() {
        health.failed(new IOException("Input/output error"));
        now.addAndGet(TimeUnit.DAYS.toNanos(1));
        assertThat(health.isWritable()).isFalse();
        assertThat(health.isReadable()).isFalse();
    }

    @Test
    void aFileThatAnInterruptClosedSaysNothingOfTheDisk() {
        health.failed(new ClosedByInterruptException());
        assertThat(health.isWritable()).isTrue();
        assertThat(health.isReadable()).isTrue();
    }
}
