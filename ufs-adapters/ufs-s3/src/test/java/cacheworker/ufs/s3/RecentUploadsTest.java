package cacheworker.ufs.s3;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.ufs.UfsChecksumKind;
import cacheworker.core.ufs.UfsPart;
import org.junit.jupiter.api.Test;

class RecentUploadsTest {
    private static final UfsChecksum CHECKSUM = new UfsChecksum("CRC32", "AAAAAA==", false);

    private final RecentUploads recent = new RecentUploads();

    private static UfsPart listed(int number) {
        return new UfsPart(number, 4, "etag", 0);
    }

    private void put(String upload, int parts) {
        for (int number = 1; number <= parts; number++) {
            recent.putPart(upload, listed(number).withChecksum(CHECKSUM));
        }
    }

    private boolean knows(String upload, int number) {
        return recent.completed(upload, listed(number)).checksum() != null;
    }

    @Test
    void theUploadsThatWereMetLastAreRemembered() {
        put("first", 10_000);
        put("second", 10_000);
        assertThat(knows("first", 10_000)).isTrue();
        for (int other = 0; other < 5; other++) {
            put("other-" + other, 10_000);
        }
        assertThat(knows("second", 1)).isFalse();
        assertThat(knows("first", 1)).isTrue();
        assertThat(knows("other-4", 10_000)).isTrue();
        assertThat(RecentUploads.MOST_PARTS).isBetween(60_000, 69_999);
    }

    @Test
    void anUploadMayHaveNoChecksumInParticularWhichIsKnownToo() {
        assertThat(recent.kind("one")).isNull();
        recent.putKind("one", null);
        assertThat(recent.kind("one")).isNotNull();
        assertThat(recent.checksum("one")).isNull();
        UfsChecksumKind kind = new UfsChecksumKind("CRC32", false);
        recent.putKind("two", kind);
        put("two", 1);
        assertThat(recent.checksum("two")).isEqualTo(kind);
        for (int other = 0; other < 4096; other++) {
            recent.putKind("other-" + other, null);
        }
        assertThat(recent.kind("two")).isNull();
        assertThat(knows("two", 1)).isFalse();
    }

    @Test
    void anUploadThatHasEndedIsForgotten() {
        put("one", 2);
        assertThat(knows("one", 2)).isTrue();
        recent.remove("one");
        recent.remove("one");
        assertThat(knows("one", 2)).isFalse();
    }

    @Test
    void aPartThatWasReplacedElsewhereHasWhatTheServiceSays() {
        put("one", 1);
        UfsPart replaced = new UfsPart(1, 4, "other", 0);
        assertThat(recent.completed("one", replaced)).isEqualTo(replaced);
        assertThat(recent.completed("one", listed(1)).checksum()).isEqualTo(CHECKSUM);
    }
}
