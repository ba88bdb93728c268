package cacheworker.bench.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the choice of the default policy rests on. Traces are drawn from fixed seeds, so our numbers never change. */
class ContenderTest {
    private static final int PAGES = 50_000;
    private static final int READS = 400_000;
    private static final int CACHE = 4096;

    private final Trace zipf = Trace.zipf(1, 0.8, PAGES, READS);

    private static Map<Contender, Double> hits(Trace trace, Contender... contenders) {
        Map<Contender, Double> hits = new EnumMap<>(Contender.class);
        for (Contender contender : contenders) {
            hits.put(contender, contender.replay(trace, CACHE).hitPercent());
        }
        return hits;
    }

    /** More hits than with anything else that can be configured. */
    private static void assertThatTheDefaultLeads(Trace trace, double lead) {
        Map<Contender, Double> hits = hits(trace, Contender.S3_FIFO, Contender.LRU, Contender.LFU, Contender.FIFO);
        for (Contender other : List.of(Contender.LRU, Contender.LFU, Contender.FIFO)) {
            assertThat(hits.get(Contender.S3_FIFO))
                    .as("%s: %s", trace.name(), hits)
                    .isGreaterThan(hits.get(other) + lead);
        }
    }

    @Test
    void theDefaultLeadsOnPopularPages() {
        assertThatTheDefaultLeads(zipf, 4);
        assertThatTheDefaultLeads(Trace.zipf(1, 1.0, PAGES, READS), 2);
    }

    @Test
    void theDefaultLeadsWhenScansPassThrough() {
        assertThatTheDefaultLeads(Trace.scans(2, 0.9, PAGES, READS, 10_000), 3);
    }

    @Test
    void theDefaultLeadsWhenPopularPagesChange() {
        assertThatTheDefaultLeads(Trace.drift(3, 0.9, PAGES, READS, 5), 0.5);
    }

    @Test
    void theDefaultKeepsAPartOfATrainingSetLargerThanTheCache() {
        for (double times : new double[] {1.5, 2, 4}) {
            for (boolean shuffled : new boolean[] {false, true}) {
                Trace loop = Trace.loop(4, times, (int) (times * CACHE), 20, shuffled);
                assertThatTheDefaultLeads(loop, 10);
                Map<Contender, Double> hits = hits(loop, Contender.S3_FIFO, Contender.OPTIMUM);
                assertThat(hits.get(Contender.S3_FIFO)).isGreaterThan(0.65 * hits.get(Contender.OPTIMUM));
            }
        }
    }

    @Test
    void theDefaultIsNearWTinyLfu() {
        for (Trace trace : List.of(zipf, Trace.scans(2, 0.9, PAGES, READS, 10_000))) {
            Map<Contender, Double> hits = hits(trace, Contender.S3_FIFO, Contender.W_TINYLFU);
            assertThat(hits.get(Contender.S3_FIFO)).isGreaterThan(hits.get(Contender.W_TINYLFU) - 2);
        }
    }

    @Test
    void aTrainingSetThatIsOverGivesItsRoomBack() {
        Trace change =
                Trace.then("change", Trace.loop(8, 2, 2 * CACHE, 10, true), Trace.loop(9, 0.5, CACHE / 2, 40, true));
        Map<Contender, Double> hits = hits(change, Contender.S3_FIFO, Contender.W_TINYLFU);
        assertThat(hits.get(Contender.S3_FIFO)).isGreaterThan(hits.get(Contender.W_TINYLFU) - 8);
    }

    @Test
    void secondAccessWritesAThirdOfWhatScansMakeTheRestWrite() {
        Trace scans = Trace.scans(2, 0.9, PAGES, READS, 10_000);
        Outcome always = Contender.S3_FIFO.replay(scans, CACHE);
        Outcome second = Contender.S3_FIFO_SECOND.replay(scans, CACHE);
        assertThat(second.written()).isLessThan(always.written() / 2);
        assertThat(second.hitPercent()).isGreaterThan(always.hitPercent() - 2);
    }

    @Test
    void ourLruIsNearLruByTheBook() {
        Map<Contender, Double> hits = hits(zipf, Contender.LRU, Contender.TRUE_LRU);
        assertThat(hits.get(Contender.LRU))
                .isBetween(hits.get(Contender.TRUE_LRU) - 2, hits.get(Contender.TRUE_LRU) + 2);
    }

    @Test
    void nobodyIsBetterThanTheOptimum() {
        for (Contender contender : Contender.values()) {
            assertThat(contender.replay(zipf, CACHE).hitPercent())
                    .isLessThanOrEqualTo(Contender.OPTIMUM.replay(zipf, CACHE).hitPercent());
        }
    }

    @Test
    void theSameTraceGivesTheSameOutcome() {
        assertThat(Contender.S3_FIFO.replay(Trace.zipf(1, 0.8, PAGES, READS), CACHE))
                .isEqualTo(Contender.S3_FIFO.replay(zipf, CACHE));
    }
}
