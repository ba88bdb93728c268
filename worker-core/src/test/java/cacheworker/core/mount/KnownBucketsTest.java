package cacheworker.core.mount;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KnownBucketsTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final KnownBuckets known = new KnownBuckets(nanos::get);

    @Test
    void aBucketIsKnownForASecondAfterItWasSeenAndUntilItIsRemoved() {
        known.add("a");
        known.add("b");
        nanos.addAndGet(999_999_999);
        assertThat(known.has("a")).isTrue();
        known.remove("a");
        assertThat(known.has("a")).isFalse();
        nanos.addAndGet(1);
        assertThat(known.has("b")).isFalse();
    }

    @Test
    void namesWithoutEndAreNotKept() {
        for (int i = 0; i < 10_001; i++) {
            known.add("bucket" + i);
        }
        assertThat(known.has("bucket0")).isFalse();
        assertThat(known.has("bucket10000")).isTrue();
    }
}
