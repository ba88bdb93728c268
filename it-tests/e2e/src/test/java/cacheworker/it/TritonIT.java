package cacheworker.it;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.env.Clients;
import cacheworker.it.env.S3ProxyProcess;
import cacheworker.it.env.WorkerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What Triton asks for while it loads one ONNX model from {@code s3://…/s3-mount/triton_model_repo}: the requests in
 * their order, each with the status that lets the load go on.
 */
class TritonIT {
    private static final String REPOSITORY = "triton_model_repo/densenet_onnx/";
    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=user/20260101/us-east-1/s3/aws4_request," + " SignedHeaders=host, Signature=0";

    private static final int ROUNDS = 3;
    private static final int LOADS = 5;

    /** What a request may take; a few milliseconds, with room for a machine that does other things too. */
    private static final long MOST_MICROS = 10_000;

    /** What a listing may take when an S3 server is asked for it, since listings are not cached. */
    private static final long MOST_MICROS_OF_A_SERVER = 50_000;

    /** Of larger bodies the time to the first byte counts: the rest is how fast this client reads. */
    private static final int SMALL = 1 << 20;

    @TempDir
    private Path home;

    private final Map<String, byte[]> model = new TreeMap<>();
    private final HttpClient http = HttpClient.newHttpClient();

    /** One request of the sequence. */
    private record Step(String method, String target, int status) {}

    @Test
    void aModelRepositoryOnALocalUfsLoadsAndIsCachedThereafter() throws Exception {
        try (WorkerProcess worker = new WorkerProcess(home).localUfs(home.resolve("ufs"));
                S3Client s3 = Clients.sdk(worker)) {
            worker.start();
            s3.createBucket(b -> b.bucket("s3-mount"));
            loadTwice(worker, s3, MOST_MICROS);
        }
    }

    @Test
    void aModelRepositoryOnAnS3UfsLoadsAndIsCachedThereafter() throws Exception {
        try (S3ProxyProcess ufs = new S3ProxyProcess(home);
                S3Client direct = Clients.sdk(ufs.endpoint(), S3ProxyProcess.ACCESS_KEY, S3ProxyProcess.SECRET_KEY);
                WorkerProcess worker = new WorkerProcess(home);
                S3Client s3 = Clients.sdk(worker)) {
            direct.createBucket(b -> b.bucket("s3-mount"));
            worker.s3Ufs(ufs, "s3://s3-mount/").start();
            s3.createBucket(b -> b.bucket("s3-mount"));
            loadTwice(worker, s3, MOST_MICROS_OF_A_SERVER);
        }
    }

    private void loadTwice(WorkerProcess worker, S3Client s3, long mostToList) throws Exception {
        byte[] weights = new byte[32 << 20];
        new Random(11).nextBytes(weights);
        model.put("config.pbtxt", "platform: \"onnxruntime_onnx\"\n".getBytes(StandardCharsets.UTF_8));
        model.put("densenet_labels.txt", "label\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
        model.put("1/model.onnx", weights);
        for (Map.Entry<String, byte[]> file : model.entrySet()) {
            s3.putObject(
                    b -> b.bucket("s3-mount").key(REPOSITORY + file.getKey()), RequestBody.fromBytes(file.getValue()));
        }
        load(worker);
        double before = worker.metric("alluxio_ufs_data_access_bytes_total");
        long[] micros = bestMedians(worker);
        assertThat(worker.metric("alluxio_ufs_data_access_bytes_total")).isEqualTo(before);
        assertFast(micros, mostToList);
    }

    /** For each request of the sequence the median of some loads in a row, and of that the best of some rounds. */
    private long[] bestMedians(WorkerProcess worker) throws Exception {
        long[] best = new long[steps().size()];
        Arrays.fill(best, Long.MAX_VALUE);
        for (int round = 0; round < ROUNDS; round++) {
            List<List<Long>> loads = new ArrayList<>();
            for (int i = 0; i < LOADS; i++) {
                loads.add(load(worker));
            }
            for (int i = 0; i < best.length; i++) {
                int step = i;
                List<Long> sorted =
                        loads.stream().map(load -> load.get(step)).sorted().toList();
                best[i] = Math.min(best[i], sorted.get(LOADS / 2));
            }
        }
        return best;
    }

    private void assertFast(long[] micros, long mostToList) throws IOException {
        long[] sorted = Arrays.stream(micros).sorted().toArray();
        System.out.printf(
                "cached model load: %d requests, median %.2f ms, slowest %.2f ms, %.0f ms in all%n",
                sorted.length,
                sorted[sorted.length / 2] / 1e3,
                sorted[sorted.length - 1] / 1e3,
                Arrays.stream(sorted).sum() / 1e3);
        List<Step> steps = steps();
        for (int i = 0; i < micros.length; i++) {
            long most = steps.get(i).target().contains("list-type") ? mostToList : MOST_MICROS;
            assertThat(micros[i]).as("%s: microseconds", steps.get(i)).isLessThan(most);
        }
    }

    private List<Long> load(WorkerProcess worker) throws Exception {
        List<Long> micros = new ArrayList<>();
        for (Step step : steps()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(worker.endpoint() + step.target()))
                    .method(step.method(), HttpRequest.BodyPublishers.noBody())
                    .header("Authorization", AUTHORIZATION)
                    .build();
            long start = System.nanoTime();
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            long begun = System.nanoTime();
            byte[] body;
            try (InputStream stream = answer.body()) {
                body = stream.readAllBytes();
            }
            long end = body.length > SMALL ? begun : System.nanoTime();
            micros.add((end - start) / 1000);
            assertThat(answer.statusCode()).as("%s", step).isEqualTo(step.status());
            check(step, body);
        }
        return micros;
    }

    private void check(Step step, byte[] body) {
        if (step.method().equals("HEAD")) {
            assertThat(body).isEmpty();
        } else if (step.target().contains("list-type")) {
            String xml = new String(body, StandardCharsets.UTF_8);
            boolean leads = REPOSITORY.startsWith(prefix(step)) || prefix(step).equals(REPOSITORY + "1/");
            assertThat(xml.contains("<Contents>")).as("%s: %s", step, xml).isEqualTo(leads);
        } else {
            String name = step.target().substring(("/s3-mount/" + REPOSITORY).length());
            assertThat(Arrays.equals(body, model.get(name))).as(name).isTrue();
        }
    }

    private static String prefix(Step step) {
        String query = step.target().substring(step.target().indexOf("prefix=") + "prefix=".length());
        return URLDecoder.decode(query, StandardCharsets.UTF_8);
    }

    private static List<Step> steps() throws IOException {
        try (InputStream file = TritonIT.class.getResourceAsStream("/triton/densenet_onnx.txt")) {
            String[] lines = new String(file.readAllBytes(), StandardCharsets.US_ASCII).split("\n");
            return Arrays.stream(lines)
                    .map(line -> line.split(" "))
                    .map(line -> new Step(line[0], line[1], Integer.parseInt(line[2])))
                    .toList();
        }
    }
}
