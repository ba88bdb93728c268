package cacheworker.core.read;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.CoreFixture;
import cacheworker.core.base.ByteRange;
import cacheworker.core.meta.CachedObject;
import cacheworker.core.ufs.UfsException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RangeOutcomeTest {
    private static final int PAGES = 3 * RangeOutcome.LOOK_AHEAD + 17;
    private static final int PAGE = CoreFixture.PAGE;

    private CoreFixture core;
    private CachedObject object;

    @BeforeEach
    void makeAnObjectOfManyPages(@TempDir Path home) throws UfsException {
        core = new CoreFixture(home);
        core.outside("o", new byte[PAGES * PAGE]);
        object = core.find("o");
    }

    @AfterEach
    void close() {
        core.close();
    }

    private void cache(int page) {
        assertThat(core.store().write(object.pages(), page, ByteBuffer.allocate(1)))
                .isTrue();
    }

    private RangeOutcome outcome(long from, long end) {
        return RangeOutcome.of(core.store(), new FoundObject(object), new ByteRange(from, end - from));
    }

    @Test
    void theFirstPagesSayWhatIsToBeExpectedOfAll() {
        for (int page = 0; page < RangeOutcome.LOOK_AHEAD; page++) {
            cache(page);
        }
        cache(PAGES - 1);
        long length = (long) PAGES * PAGE;
        assertThat(outcome(0, length).expected()).isEqualTo(CacheOutcome.HIT);
        assertThat(outcome(PAGE, length).expected()).isEqualTo(CacheOutcome.PARTIAL);
        assertThat(outcome((long) RangeOutcome.LOOK_AHEAD * PAGE, length).expected())
                .isEqualTo(CacheOutcome.MISS);
        assertThat(outcome(length - 1, length).expected()).isEqualTo(CacheOutcome.HIT);
        assertThat(outcome(7, 7).expected()).isEqualTo(CacheOutcome.HIT);
    }

    @Test
    void everyPageIsToldApartAsTheBodyGetsThere() {
        for (int page = 0; page < PAGES; page += 3) {
            cache(page);
        }
        RangeOutcome outcome = outcome(0, (long) PAGES * PAGE);
        for (int page = 0; page < PAGES; page++) {
            assertThat(outcome.wasCached(page)).as("page %d", page).isEqualTo(page % 3 == 0);
        }
    }

    @Test
    void pagesThatTheBodyItselfBringsInWereNotCached() {
        RangeOutcome outcome = outcome(0, (long) PAGES * PAGE);
        for (int page = 0; page < PAGES; page++) {
            cache(Math.min(PAGES - 1, page + RangeOutcome.LOOK_AHEAD / 4));
            assertThat(outcome.wasCached(page)).as("page %d", page).isFalse();
        }
    }
}
