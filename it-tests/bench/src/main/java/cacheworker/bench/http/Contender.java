package cacheworker.bench.http;

import cacheworker.bench.http.report.Sample;
import java.time.Duration;

/** One of those who are measured in turn at the same task. */
interface Contender {
    /** What reports call it. */
    String name();

    /** Lets it work for a while. */
    Sample measure(Duration window);

    /** Fails unless it gives the right bytes. Asked once in a round, while nothing is measured. */
    void check();
}
