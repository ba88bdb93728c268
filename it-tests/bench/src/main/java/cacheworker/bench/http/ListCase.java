package cacheworker.bench.http;

import cacheworker.bench.http.load.BenchFailure;
import cacheworker.bench.http.load.LoadResult;
import cacheworker.bench.http.load.RequestText;
import cacheworker.bench.http.load.SingleRequest;
import cacheworker.bench.http.report.Sample;
import cacheworker.bench.http.server.ServerProcess;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/** Listing a bucket of many objects, page by page from the first to the last. */
final class ListCase {
    private static final int KEYS = 100_000;
    private static final int PAGE = 1000;
    private static final String BUCKET = "many";
    private static final Pattern KEY = Pattern.compile("<Key>");
    private static final Pattern TOKEN = Pattern.compile("<NextContinuationToken>([^<]+)</NextContinuationToken>");

    private final Bed bed;
    private final Readers readers;
    private final Contest contest;

    ListCase(Bed bed, Readers readers, Contest contest) {
        this.bed = bed;
        this.readers = readers;
        this.contest = contest;
    }

    void run() {
        Path folder = bed.objects().resolve(BUCKET);
        try {
            Files.createDirectories(folder);
            for (int i = 0; i < KEYS; i++) {
                Path file = folder.resolve(String.format("key-%06d", i));
                if (!Files.exists(file)) {
                    Files.createFile(file);
                }
            }
        } catch (IOException e) {
            throw new BenchFailure("cannot make " + KEYS + " files in " + folder, e);
        }
        ServerProcess server = readers.worker().process();
        long start = System.nanoTime();
        page(server, "");
        contest.results()
                .fact(
                        "first page of " + KEYS + " keys, asked for the first time, ms",
                        (System.nanoTime() - start) / 1e6);
        contest.run("LIST " + PAGE + " of " + KEYS, 1, List.of(new Walk(server)));
    }

    private static String page(ServerProcess server, String token) {
        String target = "/" + BUCKET + "?list-type=2&max-keys=" + PAGE
                + (token.isEmpty() ? "" : "&continuation-token=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
        SingleRequest.Answer answer = SingleRequest.send(server.address(), RequestText.head("GET", target));
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        long keys = KEY.matcher(text).results().count();
        if (answer.status() != 200 || keys != PAGE) {
            throw new BenchFailure("a page of a listing has " + keys + " keys: " + answer.head());
        }
        return text;
    }

    /** All pages once, whatever the time. */
    private record Walk(ServerProcess server) implements Contender {
        @Override
        public String name() {
            return server.name();
        }

        @Override
        public Sample measure(Duration window) {
            Histogram latency = new Histogram(3);
            double before = server.cpuSeconds();
            long start = System.nanoTime();
            String token = "";
            int pages = 0;
            double bytes = 0;
            do {
                long asked = System.nanoTime();
                String page = page(server, token);
                latency.recordValue(System.nanoTime() - asked);
                pages++;
                bytes += page.length();
                Matcher next = TOKEN.matcher(page);
                token = next.find() ? next.group(1) : "";
            } while (!token.isEmpty());
            if (pages != KEYS / PAGE) {
                throw new BenchFailure("a listing ended after " + pages + " pages of " + PAGE);
            }
            LoadResult result = new LoadResult(
                    pages,
                    (long) bytes,
                    (System.nanoTime() - start) / 1e9,
                    pages,
                    new LoadResult.Latency(latency.getValueAtPercentile(50), latency.getValueAtPercentile(99)),
                    0,
                    0);
            return Sample.of(result, bytes, server.cpuSeconds() - before);
        }

        @Override
        public void check() {
            server.requireAlive();
        }
    }
}
