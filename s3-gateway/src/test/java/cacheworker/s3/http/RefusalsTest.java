package cacheworker.s3.http;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.s3.error.S3ErrorCode;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Every error of the table is given, by a real gateway through a socket, with all that clients read of it. */
class RefusalsTest {
    /** Errors of one key among those of a DeleteObjects, whose answer is a 200. */
    private static final Set<S3ErrorCode> OF_ONE_KEY = EnumSet.of(S3ErrorCode.NO_SUCH_VERSION);

    @TempDir
    private Path directory;

    static List<Refusal> cases() {
        return RefusalCases.all();
    }

    @Test
    void everyErrorOfTheTableHasACase() {
        Set<S3ErrorCode> covered = EnumSet.copyOf(OF_ONE_KEY);
        cases().forEach(refusal -> covered.add(refusal.code()));
        assertThat(covered).containsExactlyInAnyOrder(S3ErrorCode.values());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theRequestIsRefusedAsTheTableSays(Refusal refusal) throws Exception {
        RawClient.Answer answer;
        try (RefusingGateway gateway = new RefusingGateway(directory)) {
            String request = refusal.request().apply(gateway);
            refusal.preparation().accept(gateway);
            answer = gateway.send(request);
            gateway.ufs().heal();
            assertThat(gateway.send(RefusingGateway.get("/b/old")).text()).isEqualTo(RefusingGateway.OLD);
        }
        Map<String, String> elements = elements(answer.body());
        assertThat(elements.remove("Code"))
                .as(answer.text())
                .isEqualTo(refusal.code().code());
        assertThat(answer.status()).isEqualTo(refusal.code().status());
        assertThat(answer.header("content-type")).isEqualTo("application/xml");
        assertThat(elements.remove("RequestId")).isEqualTo(answer.header("x-amz-request-id"));
        assertThat(elements.remove("HostId")).isEqualTo(answer.header("x-amz-id-2"));
        assertThat(elements.remove("Resource")).startsWith("/");
        assertThat(elements.remove("Message")).contains(refusal.message());
        assertThat(elements.keySet()).isEqualTo(refusal.elements().keySet());
        refusal.elements().values().removeIf(value -> value == null);
        assertThat(elements).containsAllEntriesOf(refusal.elements());
    }

    @Test
    void aVersionAmongKeysToDeleteIsRefusedAlone() throws Exception {
        String document = "<Delete><Object><Key>old</Key><VersionId>v7</VersionId></Object></Delete>";
        try (RefusingGateway gateway = new RefusingGateway(directory)) {
            String text = gateway.send(RefusingGateway.request(
                            "POST", "/b?delete", document, "x-amz-checksum-crc32: " + crc32(document)))
                    .text();
            assertThat(text).contains("<Key>old</Key><VersionId>v7</VersionId><Code>NoSuchVersion</Code>", "'v7'");
        }
    }

    private static String crc32(String text) {
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        byte[] value =
                java.nio.ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
        return java.util.Base64.getEncoder().encodeToString(value);
    }

    private static Map<String, String> elements(byte[] document) throws Exception {
        Element error = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(document))
                .getDocumentElement();
        assertThat(error.getTagName()).isEqualTo("Error");
        Map<String, String> elements = new LinkedHashMap<>();
        NodeList children = error.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            assertThat(elements.put(
                            children.item(i).getNodeName(), children.item(i).getTextContent()))
                    .isNull();
        }
        return elements;
    }
}
