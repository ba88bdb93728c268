package cacheworker.core.page.policy;

import static cacheworker.core.page.policy.LogQueue.MAIN;
import static cacheworker.core.page.policy.LogQueue.PROBATION;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class S3FifoTest {
    private static final int REGIONS = 100;
    private static final int SHARE = 10;
    private static final long PAGE = 12345;

    private final S3Fifo policy = new S3Fifo(new Ghost());

    private long survivorsOf(LogQueue queue, int marks, int pages) {
        return IntStream.range(0, pages)
                .filter(i -> policy.survive(queue, marks) != Survival.DROPPED)
                .count();
    }

    @Test
    void probationGivesRegionsOnlyAboveItsShare() {
        assertThat(policy.next(SHARE - 1, REGIONS)).isEqualTo(MAIN);
        assertThat(policy.next(SHARE, REGIONS)).isEqualTo(PROBATION);
        assertThat(policy.next(REGIONS, REGIONS)).isEqualTo(PROBATION);
    }

    @Test
    void oneRegionInEightIsTakenFromTheMainQueue() {
        long main = IntStream.range(0, 800)
                .filter(i -> policy.next(SHARE, REGIONS) == MAIN)
                .count();
        assertThat(main).isEqualTo(100);
    }

    @Test
    void whatWasUsedOnProbationSurvivesAndStartsAnew() {
        policy.next(SHARE, REGIONS);
        assertThat(policy.survive(PROBATION, policy.used(0))).isZero();
        assertThat(policy.survive(PROBATION, 0)).isEqualTo(Survival.DROPPED);
    }

    @Test
    void oneUnusedPageInEightSurvivesWhileTheMainQueueIsShort() {
        policy.next(REGIONS / 2, REGIONS);
        assertThat(survivorsOf(PROBATION, 0, 800)).isEqualTo(100);
        policy.next(SHARE, REGIONS);
        assertThat(survivorsOf(PROBATION, 0, 800)).isZero();
    }

    @Test
    void inTheMainQueueEachRoundTakesOneUseOfThreeAtMost() {
        int marks = 0;
        for (int use = 0; use < 10; use++) {
            marks = policy.used(marks);
        }
        int rounds = 0;
        while (marks != Survival.DROPPED) {
            marks = policy.survive(MAIN, marks);
            rounds++;
        }
        assertThat(rounds).isEqualTo(4);
    }

    @Test
    void whoComesBackAfterProbationIsSparedIt() {
        assertThat(policy.queueFor(PAGE)).isEqualTo(PROBATION);
        policy.dropped(PAGE, MAIN);
        assertThat(policy.queueFor(PAGE)).isEqualTo(PROBATION);
        policy.dropped(PAGE, PROBATION);
        assertThat(policy.queueFor(PAGE)).isEqualTo(MAIN);
    }
}
