package cacheworker.core.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ResidencyTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000);
    private final Residency residency = new Residency(now::get);

    @Test
    void sliceThatWasFoundIsKnownForAMomentAndNoLonger() {
        assertThat(residency.isKnown(77, 4096)).isFalse();
        residency.found(77, 4096);
        assertThat(residency.isKnown(77, 4096)).isTrue();
        now.addAndGet(Residency.HOLDS_NANOS / 2);
        assertThat(residency.isKnown(77, 4096)).isTrue();
        now.addAndGet(Residency.HOLDS_NANOS);
        assertThat(residency.isKnown(77, 4096)).isFalse();
    }

    @Test
    void otherSlicesAreNotKnown() {
        residency.found(77, 4096);
        assertThat(residency.isKnown(77, 4095)).isFalse();
        assertThat(residency.isKnown(78, 4096)).isFalse();
    }

    @Test
    void moreSlicesThanThereIsRoomForAreOnlyForgotten() {
        for (int place = 0; place < 1_000_000; place++) {
            residency.found(place, 1000);
        }
        int known = 0;
        for (int place = 0; place < 1_000_000; place++) {
            known += residency.isKnown(place, 1000) ? 1 : 0;
            assertThat(residency.isKnown(place, 1001)).isFalse();
        }
        assertThat(known).isBetween(30_000, 65_536);
    }
}
