package cacheworker.bench.http.report;

import cacheworker.bench.http.load.BenchFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What a run was measured on. */
public final class Machine {
    /** A load average above this means that others compute too. */
    private static final double QUIET = 0.7;

    private static final String BUSY =
            " (busy with other things: absolute figures and percentiles are worth little," + " ratios and CPU more)";

    private Machine() {}

    /**
     * The machine in a sentence.
     *
     * @return processor, memory, kernel, Java, nginx, and how busy it was with other things
     */
    public static String description() {
        return String.join(
                ", ",
                LocalDate.now(ZoneOffset.UTC).toString(),
                Runtime.getRuntime().availableProcessors() + " processors used of " + processors() + " ("
                        + line("/proc/cpuinfo", "model name") + ")",
                Long.parseLong(line("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "")) / (1 << 20) + " GiB memory",
                "Linux " + System.getProperty("os.version"),
                "JDK " + System.getProperty("java.runtime.version"),
                nginx(),
                "load average before the run " + loadAverage()
                        + (Double.parseDouble(loadAverage()) > QUIET ? BUSY : ""));
    }

    private static long processors() {
        return read("/proc/cpuinfo")
                .lines()
                .filter(line -> line.startsWith("processor"))
                .count();
    }

    private static String loadAverage() {
        return read("/proc/loadavg").split(" ")[0];
    }

    private static String line(String file, String name) {
        return read(file)
                .lines()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse("0 unknown");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new BenchFailure("cannot read " + file, e);
        }
    }

    private static String nginx() {
        try {
            Process process =
                    new ProcessBuilder("nginx", "-v").redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return text.replace("nginx version:", "").strip();
        } catch (IOException e) {
            throw new BenchFailure("cannot run nginx", e);
        }
    }
}
