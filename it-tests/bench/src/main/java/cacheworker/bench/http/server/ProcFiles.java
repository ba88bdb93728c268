package cacheworker.bench.http.server;

import cacheworker.bench.http.load.BenchFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel counts of a process, from {@code /proc}. */
final class ProcFiles {
    /** Ticks of a second in /proc, the same on every Linux that Java runs on. */
    private static final double TICKS = 100;

    private ProcFiles() {}

    /** Seconds that a process computed, itself and in the kernel. */
    static double cpuSeconds(long pid) {
        String stat = read(pid, "stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    }

    /** Bytes that a process read from files and sockets. */
    static long bytesRead(long pid) {
        return read(pid, "io")
                .lines()
                .filter(line -> line.startsWith("rchar: "))
                .mapToLong(line -> Long.parseLong(line.substring(7)))
                .findFirst()
                .orElseThrow(() -> new BenchFailure("/proc/" + pid + "/io says nothing of rchar"));
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            throw new BenchFailure("cannot read /proc/" + pid + "/" + file, e);
        }
    }
}
