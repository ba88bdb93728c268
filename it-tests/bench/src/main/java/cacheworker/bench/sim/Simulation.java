package cacheworker.bench.sim;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Replays all traces against all contenders and prints two tables in Markdown: hits, and pages written. */
public final class Simulation {
    private final PrintStream out;

    private Simulation(PrintStream out) {
        this.out = out;
    }

    /** A workload and what each contender made of it. */
    private record Row(Workload workload, Map<Contender, Outcome> outcomes) {
        static Row of(Workload workload) {
            Map<Contender, Outcome> outcomes = new EnumMap<>(Contender.class);
            for (Contender contender : Contender.values()) {
                outcomes.put(contender, contender.replay(workload.trace(), workload.capacity()));
            }
            return new Row(workload, outcomes);
        }
    }

    /**
     * Prints the tables; takes a minute or two.
     *
     * @param args none
     */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        new Simulation(out).run(Workload.all());
    }

    private void run(List<Workload> workloads) {
        List<Row> rows = workloads.stream().map(Row::of).toList();
        out.println("Hits per hundred reads (" + LogCache.REGIONS + " regions):");
        out.println();
        table(rows, List.of(Contender.values()), Outcome::hitPercent);
        out.println();
        out.println("Pages written to the disk per hundred reads:");
        out.println();
        List<Contender> ours =
                Arrays.stream(Contender.values()).filter(Contender::isOurs).toList();
        table(rows, ours, Outcome::writtenPercent);
    }

    private void table(List<Row> rows, List<Contender> contenders, ToDoubleFunction<Outcome> value) {
        StringBuilder head = new StringBuilder("| trace | cache, pages |");
        StringBuilder line = new StringBuilder("|---|---:|");
        for (Contender contender : contenders) {
            head.append(' ').append(contender.title()).append(" |");
            line.append("---:|");
        }
        out.println(head);
        out.println(line);
        for (Row row : rows) {
            StringBuilder text =
                    new StringBuilder("| ").append(row.workload.trace().name());
            text.append(" | ").append(row.workload.capacity()).append(" |");
            for (Contender contender : contenders) {
                double number = value.applyAsDouble(row.outcomes.get(contender));
                text.append(String.format(Locale.ROOT, " %.1f |", number));
            }
            out.println(text);
        }
    }
}
