package cacheworker.core.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BufferPoolTest {
    @Test
    void buffersAreBoundedAndUsedAgain() throws InterruptedException {
        BufferPool pool = new BufferPool(16, 2);
        ByteBuffer first = pool.tryAcquire();
        ByteBuffer second = pool.tryAcquire();
        assertThat(pool.tryAcquire()).isNull();
        assertThat(pool.acquire(1)).isNull();
        assertThat(pool.bytesInUse()).isEqualTo(32);
        first.position(7);
        pool.release(first);
        assertThat(pool.tryAcquire())
                .isSameAs(first)
                .extracting(ByteBuffer::position)
                .isEqualTo(0);
        pool.release(first);
        pool.release(second);
        assertThat(pool.bytesInUse()).isZero();
    }

    @Test
    void aBufferThatCannotBeMadeIsNotCounted() {
        BufferPool pool = new BufferPool(Integer.MAX_VALUE, 1);
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(pool::tryAcquire);
            assertThat(pool.bytesInUse()).isZero();
        }
    }
}
