package cacheworker.bench.http.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tool {@code wrk}: cheaper per request than a generator in Java, but it reads through 8 KiB, so that it is itself
 * the limit for bodies above 4 KiB.
 */
public final class Wrk {
    private static final String SCRIPT = """
            local heads = {}
            local i = 0
            init = function(args)
              for line in io.lines(args[1]) do
                heads[#heads + 1] = line:gsub("\\\\r\\\\n", "\\r\\n")
              end
            end
            request = function()
              i = i %% #heads + 1
              return heads[i]
            end
            done = function(summary, latency, requests)
              local e = summary.errors
              io.write(string.format("RESULT %%d %%d %%d %%d %%d\\n", summary.requests, summary.duration,
                latency:percentile(50), latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
            end
            """.replace("%%", "%");
    private static final Pattern RESULT = Pattern.compile("RESULT (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");
    /** Ticks of a second in /proc, the same on every Linux that Java runs on. */
    private static final double TICKS = 100;

    private final List<String> command;
    private final Path folder;

    /**
     * The tool.
     *
     * @param command how it is called, with what pins it to a core
     * @param folder for its script and requests; made when missing
     */
    public Wrk(List<String> command, Path folder) {
        this.command = List.copyOf(command);
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("requests.lua"), SCRIPT);
        } catch (IOException e) {
            throw new BenchFailure("cannot write to " + folder, e);
        }
    }

    /**
     * Asks until the time is over.
     *
     * @param server whom to ask
     * @param connections how many at once
     * @param limit how long, in whole seconds
     * @param heads the requests, asked over and over
     * @param length bytes of each body
     * @return what it counted; it knows nothing of first bytes
     */
    public LoadResult run(InetSocketAddress server, int connections, Duration limit, List<byte[]> heads, long length) {
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of("-t1", "-c" + connections, "-d" + Math.max(1, limit.toSeconds()) + "s", "-s"));
        line.add(folder.resolve("requests.lua").toString());
        line.add("http://" + server.getHostString() + ":" + server.getPort() + "/");
        line.add("--");
        line.add(write(heads).toString());
        long cpu = childTicks();
        String output = output(line, limit);
        Matcher result = RESULT.matcher(output);
        if (!result.find()) {
            throw new BenchFailure("wrk gave no result: " + output);
        }
        long requests = Long.parseLong(result.group(1));
        double seconds = Long.parseLong(result.group(2)) / 1e6;
        if (!result.group(5).equals("0") || requests == 0) {
            throw new BenchFailure("wrk met errors: " + output);
        }
        return new LoadResult(
                requests,
                requests * length,
                seconds,
                requests,
                new LoadResult.Latency(Long.parseLong(result.group(3)) * 1000, Long.parseLong(result.group(4)) * 1000),
                0,
                (childTicks() - cpu) / TICKS / seconds);
    }

    /** One request a line, its line ends spelt out: the requests of this project have no backslashes. */
    private Path write(List<byte[]> heads) {
        StringBuilder lines = new StringBuilder();
        for (byte[] head : heads) {
            lines.append(new String(head, StandardCharsets.US_ASCII).replace("\r\n", "\\r\\n"))
                    .append('\n');
        }
        try {
            return Files.writeString(folder.resolve("requests.txt"), lines);
        } catch (IOException e) {
            throw new BenchFailure("cannot write to " + folder, e);
        }
    }

    private String output(List<String> line, Duration limit) {
        try {
            Path log = folder.resolve("wrk.out");
            Process process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(limit.toSeconds() + 30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new BenchFailure("wrk does not end: " + line);
            }
            return Files.readString(log);
        } catch (IOException e) {
            throw new BenchFailure("cannot run " + line, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted while wrk ran", e);
        }
    }

    /** What ended children of this process computed: wrk alone, while nothing else ends. */
    private static long childTicks() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
        } catch (IOException e) {
            throw new BenchFailure("cannot read /proc/self/stat", e);
        }
    }
}
