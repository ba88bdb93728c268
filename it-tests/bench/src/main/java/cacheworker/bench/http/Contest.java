package cacheworker.bench.http;

import cacheworker.bench.http.report.Results;
import cacheworker.bench.http.report.Sample;
import cacheworker.bench.http.report.Series;
import cacheworker.bench.http.report.TextTable;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures contenders in turn, round by round. A machine gets faster and slower by itself, so that only what ran side
 * by side may be compared; and each round begins with another one, as the first and the last have it different.
 */
final class Contest {
    private static final Duration WARM_UP = Duration.ofSeconds(6);

    private final Results results;
    private final PrintStream out;
    private final int rounds;
    private final Duration window;

    Contest(Results results, PrintStream out, int rounds, Duration window) {
        this.results = results;
        this.out = out;
        this.rounds = rounds;
        this.window = window;
    }

    /** The one that tells how often and how long, but for a single round: what is not compared needs no more. */
    Contest once() {
        return new Contest(results, out, 1, window);
    }

    /** Where numbers go that belong to no round. */
    Results results() {
        return results;
    }

    /** Measures after a warm-up by time. */
    void run(String scenario, int connections, List<Contender> contenders) {
        for (Contender contender : contenders) {
            contender.measure(WARM_UP);
        }
        runWarm(scenario, connections, contenders);
    }

    /** Measures contenders that are warm already, or whose rounds have no length. */
    void runWarm(String scenario, int connections, List<Contender> contenders) {
        List<List<Sample>> samples = new ArrayList<>();
        contenders.forEach(contender -> samples.add(new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < contenders.size(); turn++) {
                int who = (round + turn) % contenders.size();
                contenders.get(who).check();
                samples.get(who).add(contenders.get(who).measure(window));
            }
        }
        List<Series> measured = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            measured.add(new Series(scenario, connections, contenders.get(i).name(), samples.get(i)));
        }
        measured.forEach(results::add);
        out.print(TextTable.lines(measured));
        out.flush();
    }
}
