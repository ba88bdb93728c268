package cacheworker.s3.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

class LongAnswerTest {
    private static final String COPY = "PUT /b/%s HTTP/1.1\r\nHost: x\r\nx-amz-copy-source: /b/a\r\n\r\n";

    @TempDir
    private Path directory;

    private HttpFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new HttpFixture(directory, HttpFixture.options(Transport.AUTO, S3ServerOptions.Limits.DEFAULT));
    }

    @AfterEach
    void stop() throws IOException {
        fixture.unpause.countDown();
        fixture.close();
    }

    /** Reads chunks up to the last one. */
    private static String chunks(RawClient client) throws IOException {
        StringBuilder all = new StringBuilder();
        while (true) {
            String chunk = chunk(client);
            if (chunk.isEmpty()) {
                return all.toString();
            }
            all.append(chunk);
        }
    }

    private static String chunk(RawClient client) throws IOException {
        StringBuilder size = new StringBuilder();
        while (size.indexOf("\r\n") < 0) {
            size.append((char) client.readByte());
        }
        int length = Integer.parseInt(size.toString().strip(), 16);
        byte[] bytes = client.in().readNBytes(length);
        assertThat(client.in().readNBytes(2)).isEqualTo(new byte[] {'\r', '\n'});
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"made, CopyObjectResult, ETag", "refused, Error, Code"})
    void aClientIsKeptWaitingByBlanksBeforeTheDocument(String key, String root, String element) throws Exception {
        try (RawClient client = fixture.connect()) {
            client.send(COPY.formatted(key));
            RawClient.Answer head = client.readHead();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("transfer-encoding")).isEqualTo("chunked");
            assertThat(head.header("content-type")).isEqualTo("application/xml");
            assertThat(head.header("x-amz-request-id")).isNotNull();
            StringBuilder document = new StringBuilder(chunk(client));
            String blank = chunk(client);
            assertThat(blank).isEqualTo(" ");
            fixture.unpause.countDown();
            document.append(blank).append(chunks(client));
            Element xml = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(document.toString().getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
            assertThat(xml.getTagName()).isEqualTo(root);
            assertThat(xml.getElementsByTagName(element).getLength()).isEqualTo(1);
            assertThat(client.put("/b/next", new byte[3]).read().status()).isEqualTo(200);
        }
    }

    @Test
    void whatIsQuickIsAnsweredAsEver() throws IOException {
        fixture.unpause.countDown();
        try (RawClient client = fixture.connect()) {
            assertThat(client.send(COPY.formatted("made")).read().header("content-length"))
                    .isNotNull();
            assertThat(client.send(COPY.formatted("refused")).read().status()).isEqualTo(403);
        }
    }

    @Test
    void aClientThatLeavesIsNotWaitedFor() throws Exception {
        try (RawClient client = fixture.connect()) {
            client.send(COPY.formatted("made")).readHead();
        }
        fixture.unpause.countDown();
        try (RawClient other = fixture.connect()) {
            assertThat(other.put("/b/k", new byte[3]).read().status()).isEqualTo(200);
        }
    }
}
