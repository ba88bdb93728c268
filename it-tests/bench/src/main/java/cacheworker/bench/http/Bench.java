package cacheworker.bench.http;

import cacheworker.bench.http.load.BenchFailure;
import cacheworker.bench.http.report.Machine;
import cacheworker.bench.http.report.PerformancePage;
import cacheworker.bench.http.report.Results;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Measures a worker beside other servers; what {@code bin/bench} runs. */
public final class Bench {
    private Bench() {}

    /**
     * Runs once.
     *
     * @param args as the usage says; the system property {@code bench.root} is the folder of the built project
     */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            out.println("bin/bench: " + e.getMessage() + "\n\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        try {
            run(options, Path.of(System.getProperty("bench.root", ".")).toAbsolutePath(), out);
        } catch (BenchFailure e) {
            out.println("bin/bench: " + e.getMessage());
            if (e.getCause() != null) {
                out.println("  because of " + e.getCause());
            }
            System.exit(1);
        }
        System.exit(0);
    }

    private static void run(Options options, Path root, PrintStream out) {
        Path folder = root.resolve("target/bench");
        Bed bed = new Bed(root, folder.resolve("bed"), options.cores(), options.quick());
        String how = Machine.description() + "; " + options.rounds() + " rounds of "
                + options.window().toSeconds() + " s, servers on core "
                + options.cores().server() + ", generator on core "
                + options.cores().load() + ".";
        out.println(how);
        Results results = new Results();
        Contest contest = new Contest(results, out, options.rounds(), options.window());
        if (options.groups().stream().anyMatch(List.of("hits", "ranges", "head", "list")::contains)) {
            try (Readers readers = new Readers(bed)) {
                read(options, new ReadCases(bed, readers, contest), new ListCase(bed, readers, contest));
            }
        }
        if (options.groups().contains("put")) {
            new WriteCases(bed, contest).run();
        }
        if (options.groups().contains("miss")) {
            new MissCases(bed, contest).run();
        }
        finish(options, root, folder, results, how, out);
    }

    private static void read(Options options, ReadCases reads, ListCase list) {
        for (String group : options.groups()) {
            switch (group) {
                case "hits" -> reads.hits();
                case "ranges" -> reads.ranges();
                case "head" -> reads.heads();
                case "list" -> list.run();
                default -> {}
            }
        }
    }

    private static void finish(Options options, Path root, Path folder, Results results, String how, PrintStream out) {
        out.println();
        results.facts().forEach((what, value) -> out.printf("%s: %.3f%n", what, value));
        out.println();
        out.println(PerformancePage.targets(results));
        Path written = folder.resolve("results");
        PerformancePage.write(written, results, how);
        out.println("Written to " + written);
        if (options.docs()) {
            PerformancePage.write(root.resolve("docs"), results, how);
            out.println("Written to docs/performance.md");
        }
    }
}
