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
            loadTwice(worker, s3);
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
            loadTwice(worker, s3);
        }
    }

    private void loadTwice(WorkerProcess worker, S3Client s3) throws Exception {
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
        List<Long> micros = load(worker);
        assertThat(worker.metric("alluxio_ufs_data_access_bytes_total")).isEqualTo(before);
        long[] sorted = micros.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "cached model load: %d requests, median %.2f ms, slowest %.2f ms, %.0f ms in all%n",
                sorted.length,
                sorted[sorted.length / 2] / 1e3,
                sorted[sorted.length - 1] / 1e3,
                Arrays.stream(sorted).sum() / 1e3);
    }

    private List<Long> load(WorkerProcess worker) throws Exception {
        List<Long> micros = new ArrayList<>();
        for (Step step : steps()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(worker.endpoint() + step.target()))
                    .method(step.method(), HttpRequest.BodyPublishers.noBody())
                    .header("Authorization", AUTHORIZATION)
                    .build();
            long start = System.nanoTime();
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            micros.add((System.nanoTime() - start) / 1000);
            assertThat(answer.statusCode()).as("%s", step).isEqualTo(step.status());
            check(step, answer.body());
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
