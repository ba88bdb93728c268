package cacheworker.s3.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cacheworker.core.metrics.JvmMetrics;
import cacheworker.core.metrics.MeterKind;
import cacheworker.core.metrics.WorkerMeter;
import cacheworker.core.metrics.WorkerMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminServerTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final WorkerMetrics metrics = new WorkerMetrics(registry);
    private final AtomicReference<String> problem = new AtomicReference<>();
    private AdminServer server;

    @BeforeEach
    void start() throws IOException {
        HealthCheck check = new HealthCheck() {
            @Override
            public String name() {
                return "cache";
            }

            @Override
            public String problem() {
                return problem.get();
            }
        };
        AdminContent content = new AdminContent(
                registry::scrape, List.of(), List.of(check), () -> Map.of("Cache", "<b>/data & co</b>"));
        server = AdminServer.start("127.0.0.1", 0, content);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                                .timeout(Duration.ofSeconds(10))
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void everyMeterOfTheCatalogueIsExposedUnderItsName() throws Exception {
        metrics.s3Request("GetObject", 200, 3_000_000, true);
        metrics.metaOperation("HeadObject");
        metrics.cacheRead("hit");
        metrics.ufsError("DENIED");
        for (WorkerMeter meter : metrics.unbound()) {
            String[] labels = meter.labels().toArray(String[]::new);
            if (meter.kind() == MeterKind.GAUGE) {
                metrics.gauge(meter, () -> 1, labels);
            } else {
                metrics.counter(meter, () -> 1, labels);
            }
        }
        String text = send("GET", "/metrics").body();
        for (WorkerMeter meter : WorkerMeter.values()) {
            String sample = switch (meter.kind()) {
                case COUNTER, GAUGE -> meter.exposedName();
                case SUMMARY, TIMER -> meter.exposedName() + "_count";
            };
            assertThat(text).containsPattern("(?m)^" + sample + "[ {]");
        }
        assertThat(text).contains("cacheworker_s3_request_seconds_bucket{op=\"GetObject\",le=\"0.005\"} 1");
    }

    @Test
    void metersOfTheJvmAreExposed() throws Exception {
        try (JvmMetrics jvm = new JvmMetrics(registry)) {
            assertThat(jvm).isNotNull();
            HttpResponse<String> response = send("GET", "/metrics");
            assertThat(response.headers().firstValue("Content-Type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(response.body()).contains("jvm_memory_used_bytes{", "process_uptime_seconds ");
        }
    }

    @Test
    void readyIs503AndNamesTheProblemUntilAllChecksPass() throws Exception {
        problem.set("the disk \"ssd1\" is\nfull");
        HttpResponse<String> response = send("GET", "/health/ready");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body())
                .isEqualTo("{\"status\":\"DOWN\",\"checks\":[{\"name\":\"cache\",\"status\":\"DOWN\","
                        + "\"problem\":\"the disk \\\"ssd1\\\" is\\u000afull\"}]}\n");
        problem.set(null);
        response = send("GET", "/health/ready");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"status\":\"UP\",\"checks\":[{\"name\":\"cache\",\"status\":\"UP\"}]}\n");
    }

    @Test
    void liveDoesNotAskWhetherItIsReady() throws Exception {
        problem.set("no");
        assertThat(send("GET", "/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void pageShowsFactsAsTextAndLinksToTheRest() throws Exception {
        HttpResponse<String> response = send("GET", "/");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(response.body()).contains("&lt;b&gt;/data &amp; co", "/metrics", "/health/ready", "/health/live");
    }

    @Test
    void otherPathsAndMethodsAreRefused() throws Exception {
        assertThat(send("GET", "/metrics/x").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/favicon.ico").statusCode()).isEqualTo(404);
        HttpResponse<String> response = send("POST", "/metrics");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    @Test
    void headHasTheHeadersOfGetAndNoBody() throws Exception {
        HttpResponse<String> head = send("HEAD", "/health/live");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length"))
                .hasValue(Integer.toString(send("GET", "/health/live").body().length()));
    }

    @Test
    void idleConnectionsDoNotKeepOthersFromBeingAnswered() throws Exception {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                idle.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
            }
            assertThat(send("GET", "/health/live").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void addressInUseIsNamed() {
        AdminContent content = new AdminContent(() -> "", List.of(), List.of(), Map::of);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> AdminServer.start("127.0.0.1", server.port(), content))
                .withMessageContaining("127.0.0.1:" + server.port());
    }
}
