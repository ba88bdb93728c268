package cacheworker.bench.http;

import cacheworker.bench.http.server.Cores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run measures, and for how long.
 *
 * @param groups what to measure, in the order to do it
 * @param quick whether the cases that have targets are enough
 * @param rounds how often each server has its turn
 * @param window how long a turn is
 * @param cores where servers and generators run
 * @param docs whether the project's page is written too
 */
record Options(List<String> groups, boolean quick, int rounds, Duration window, Cores cores, boolean docs) {
    static final List<String> ALL_GROUPS = List.of("hits", "ranges", "head", "put", "list", "miss");
    static final String USAGE = """
            usage: bin/bench [--quick] [--docs] [--rounds N] [--seconds N] [--cores SERVER,LOAD] [GROUP...]
                   bin/bench micro [ARGUMENTS OF JMH]

            GROUP is one or more of hits, ranges, head, put, list, miss; all of them when none is given.
            --quick    the cases that have targets, in short rounds: some minutes
            --docs     writes the results into docs/performance.md too, and not under target/bench alone
            --rounds   turns of each server (15; quick 5)
            --seconds  length of a turn (2; quick 1)
            --cores    processors of the servers and of the generator (0,1)
            """;

    private static final int ROUNDS = 15;
    private static final int QUICK_ROUNDS = 5;

    /** Reads the command line; throws {@link IllegalArgumentException} with a sentence for what it cannot read. */
    static Options parse(String... args) {
        List<String> groups = new ArrayList<>();
        boolean quick = List.of(args).contains("--quick");
        boolean docs = false;
        int rounds = quick ? QUICK_ROUNDS : ROUNDS;
        int seconds = quick ? 1 : 2;
        Cores cores = new Cores(0, 1);
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--quick" -> {}
                case "--docs" -> docs = true;
                case "--rounds" -> rounds = number(args, ++i);
                case "--seconds" -> seconds = number(args, ++i);
                case "--cores" -> cores = cores(args, ++i);
                default -> groups.add(group(args[i]));
            }
        }
        return new Options(
                groups.isEmpty() ? ALL_GROUPS : groups, quick, rounds, Duration.ofSeconds(seconds), cores, docs);
    }

    private static String group(String name) {
        if (!ALL_GROUPS.contains(name)) {
            throw new IllegalArgumentException(name + ": expected one of " + ALL_GROUPS);
        }
        return name;
    }

    private static String value(String[] args, int i) {
        if (i == args.length) {
            throw new IllegalArgumentException(args[i - 1] + " needs a value");
        }
        return args[i];
    }

    private static int number(String[] args, int i) {
        String text = value(args, i);
        if (!text.matches("[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException(args[i - 1] + " " + text + ": expected a whole number from 1 on");
        }
        return Integer.parseInt(text);
    }

    private static Cores cores(String[] args, int i) {
        String text = value(args, i);
        if (!text.matches("[0-9]{1,4},[0-9]{1,4}")) {
            throw new IllegalArgumentException("--cores " + text + ": expected two numbers, 0,1 for example");
        }
        int comma = text.indexOf(',');
        return new Cores(Integer.parseInt(text.substring(0, comma)), Integer.parseInt(text.substring(comma + 1)));
    }
}
