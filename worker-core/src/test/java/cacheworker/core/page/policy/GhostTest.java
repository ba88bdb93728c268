package cacheworker.core.page.policy;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.base.ObjectId;
import org.junit.jupiter.api.Test;

class GhostTest {
    private static final ObjectId OBJECT = new ObjectId(11, 22);
    private static final int PAGES = 100_000;

    private final Ghost ghost = new Ghost();

    private void add(int first, int end) {
        for (int page = first; page < end; page++) {
            ghost.add(PageName.of(OBJECT, page));
        }
    }

    private int known(int first, int end) {
        int known = 0;
        for (int page = first; page < end; page++) {
            known += ghost.knows(PageName.of(OBJECT, page)) ? 1 : 0;
        }
        return known;
    }

    @Test
    void nearlyAllOfTheLastPagesAreRemembered() {
        ghost.reach(PAGES);
        int last = ghost.pages();
        add(0, 5 * last);
        assertThat(known(4 * last, 5 * last)).isGreaterThan(last * 93 / 100);
    }

    @Test
    void pagesFromLongAgoAreForgotten() {
        ghost.reach(PAGES);
        int last = ghost.pages();
        add(0, 5 * last);
        assertThat(known(0, last * 39 / 10)).isLessThan(last / 1000);
    }

    @Test
    void pagesThatWereNeverNamedAreHardlyEverKnown() {
        ghost.reach(PAGES);
        add(0, 2 * PAGES);
        assertThat(known(3 * PAGES, 13 * PAGES)).isLessThan(PAGES / 500);
    }

    @Test
    void aPageThatIsNamedAgainIsYoungAgain() {
        ghost.reach(PAGES);
        int last = ghost.pages();
        add(0, 1);
        for (int round = 1; round < 20; round++) {
            add(round * last, round * last + last / 2);
            assertThat(known(0, 1)).isEqualTo(1);
            add(0, 1);
        }
    }

    @Test
    void aMillionPagesTakeLessThanEightMillionBytes() {
        ghost.reach(1_000_000);
        assertThat(ghost.pages()).isGreaterThanOrEqualTo(1_000_000);
        assertThat(ghost.bytes()).isLessThan(8_000_000);
        assertThat((double) ghost.bytes() / ghost.pages()).isLessThan(5.4);
    }

    @Test
    void memoryIsBoundedHoweverManyPagesThereAre() {
        ghost.reach(Long.MAX_VALUE);
        assertThat(ghost.bytes()).isLessThan(45L << 20);
        add(0, 1000);
        assertThat(known(0, 1000)).isEqualTo(1000);
    }

    @Test
    void itNeverShrinks() {
        ghost.reach(PAGES);
        add(0, 10);
        ghost.reach(1);
        assertThat(known(0, 10)).isEqualTo(10);
    }
}
