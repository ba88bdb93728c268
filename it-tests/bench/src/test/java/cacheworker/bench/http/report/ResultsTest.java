package cacheworker.bench.http.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cacheworker.bench.http.load.BenchFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.SAXException;

class ResultsTest {
    @TempDir
    Path folder;

    private static Series series(String server, double... requestsPerSecond) {
        List<Sample> samples = Arrays.stream(requestsPerSecond)
                .mapToObj(rate -> new Sample(rate, rate * 4096, 1e6 / rate, 2e6 / rate, 0, 0.1, 5, 0.5))
                .toList();
        return new Series("GET 4 KiB", 64, server, samples);
    }

    private static Results results() {
        Results results = new Results();
        results.add(series("worker", 100, 130, 600));
        results.add(series("nginx", 100, 100, 400));
        results.fact("something counted", 1.5);
        return results;
    }

    @Test
    void ratiosAreTakenRoundByRound() {
        Results results = results();
        Series worker = results.find("GET 4 KiB", 64, "worker").orElseThrow();
        Series nginx = results.find("GET 4 KiB", 64, "nginx").orElseThrow();
        assertThat(worker.ratio(nginx, Sample::requestsPerSecond)).isEqualTo(1.3);
        assertThat(worker.difference(nginx, Sample::requestsPerSecond)).isEqualTo(30);
        assertThat(worker.median(Sample::requestsPerSecond)).isEqualTo(130);
        assertThat(series("x", 1, 2, 4, 8).median(Sample::requestsPerSecond)).isEqualTo(3);
    }

    @Test
    void targetsThatWereMeasuredAreShownAndTheOthersNot() {
        assertThat(PerformancePage.targets(results()))
                .contains("GET 4 KiB, 64 connections: requests, worker to nginx | ≥ 1.20 | 1.30 | yes")
                .contains("GET 4 KiB, 64 connections: 99th percentile, worker to nginx | ≤ 1.00 | 0.77 | yes")
                .doesNotContain("PUT");
    }

    @Test
    void chartIsAnSvgDocument() throws IOException, SAXException, ParserConfigurationException {
        String svg = RatioChart.svg(results());
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                        .getDocumentElement()
                        .getTagName())
                .isEqualTo("svg");
        assertThat(svg).contains(">GET 4 KiB, 64 conn., to nginx<").contains(">1.30<");
    }

    @Test
    void everyRoundIsALineOfTheCsv() {
        assertThat(CsvFile.of(results()).lines())
                .hasSize(7)
                .contains("GET 4 KiB,64,worker,2,130.0,532480,7692.3,15384.6,0.0,0.1000,5.00,0.500");
    }

    @Test
    void onlyTheMeasuredPartOfAPageIsWritten() throws IOException {
        Path page = folder.resolve("performance.md");
        Files.writeString(
                page,
                "# Above\n<!-- measured: begin -->\nold\n<!-- measured: end -->\nbelow\n",
                StandardCharsets.UTF_8);
        PerformancePage.write(folder, results(), "on a machine");
        PerformancePage.write(folder, results(), "on this machine");
        assertThat(page)
                .content()
                .startsWith("# Above\n")
                .endsWith("below\n")
                .contains("on this machine", "something counted: 1.500", "| GET 4 KiB | 64 | nginx | 100 |")
                .doesNotContain("old", "on a machine");
        assertThat(folder.resolve("performance.csv")).exists();
        assertThat(folder.resolve("performance.svg")).exists();
    }

    @Test
    void pageWithoutAPlaceForNumbersIsRefused() throws IOException {
        Files.writeString(folder.resolve("performance.md"), "text");
        assertThatExceptionOfType(BenchFailure.class)
                .isThrownBy(() -> PerformancePage.write(folder, results(), "x"))
                .withMessageContaining("measured: begin");
    }
}
