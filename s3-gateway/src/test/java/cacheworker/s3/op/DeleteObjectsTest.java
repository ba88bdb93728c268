package cacheworker.s3.op;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.s3.op.OpFixture.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeleteObjectsTest {
    @TempDir
    private Path directory;

    private OpFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new OpFixture(directory);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private Answer delete(String document, String... headers) throws Exception {
        byte[] body = document.getBytes(StandardCharsets.UTF_8);
        String md5 = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("MD5").digest(body));
        String[] all = headers.length == 0 ? new String[] {"Content-MD5", md5} : headers;
        return fixture.answer("POST", "/b?delete", body, all);
    }

    private static String document(boolean quiet, String... keys) {
        StringBuilder xml = new StringBuilder("<Delete><Quiet>" + quiet + "</Quiet>");
        for (String key : keys) {
            xml.append("<Object><Key>").append(key).append("</Key></Object>");
        }
        return xml.append("</Delete>").toString();
    }

    @Test
    void everyKeyHasItsOutcomeInTheOrderAsked() throws Exception {
        fixture.put("a", "x");
        fixture.put("b", "x");
        Answer answer = delete(document(false, "b", "missing", "a", "../bad", "b"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .containsSubsequence(
                        "<Deleted><Key>b</Key>",
                        "<Deleted><Key>missing</Key>",
                        "<Deleted><Key>a</Key>",
                        "<Error><Key>../bad</Key><Code>InvalidURI</Code>",
                        "<Deleted><Key>b</Key>");
        assertThat(fixture.get("/b/a").status()).isEqualTo(404);
    }

    @Test
    void anObjectIsKeptWhereAVersionOrAConditionIsNamed() throws Exception {
        fixture.put("a", "x");
        Answer answer = delete("<Delete><Object><Key>a</Key><VersionId>3HL4</VersionId></Object>"
                + "<Object><Key>a</Key><Size>1</Size></Object></Delete>");
        assertThat(answer.text())
                .containsSubsequence(
                        "<Key>a</Key><VersionId>3HL4</VersionId><Code>NoSuchVersion</Code>",
                        "<Key>a</Key><Code>NotImplemented</Code>")
                .doesNotContain("<Deleted>");
        assertThat(fixture.get("/b/a").status()).isEqualTo(200);
        assertThat(delete("<Delete><Object><Key>a</Key><VersionId>null</VersionId></Object></Delete>")
                        .text())
                .contains("<Deleted><Key>a</Key></Deleted>");
        assertThat(fixture.get("/b/a").status()).isEqualTo(404);
    }

    @Test
    void quietShowsErrorsAlone() throws Exception {
        fixture.put("a", "x");
        Answer answer = delete(document(true, "a", "../bad"));
        assertThat(answer.text()).doesNotContain("<Deleted>").contains("../bad");
    }

    @Test
    void aFolderGoesWithWhatIsInItWhateverTheOrder() throws Exception {
        fixture.put("f/", "");
        fixture.put("f/g/", "");
        fixture.put("f/g/h", "x");
        delete(document(false, "f/", "f/g/", "f/g/h"));
        assertThat(fixture.head("/b/f/").status()).isEqualTo(404);
        assertThat(fixture.delete("/b").status()).isEqualTo(204);
    }

    @Test
    void withoutAChecksumOrADocumentNothingHappens() throws Exception {
        fixture.put("a", "x");
        assertThat(delete(document(false, "a"), "x-other", "y").error()).isEqualTo("InvalidRequest");
        assertThat(delete("<Delete></Delete>").error()).isEqualTo("MalformedXML");
        assertThat(delete("no xml").error()).isEqualTo("MalformedXML");
        assertThat(delete(document(false, "a"), "Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg==")
                        .error())
                .isEqualTo("BadDigest");
        assertThat(fixture.get("/b/a").status()).isEqualTo(200);
        byte[] body = document(false, "a").getBytes(StandardCharsets.UTF_8);
        String md5 = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("MD5").digest(body));
        assertThat(fixture.answer("POST", "/none?delete", body, "Content-MD5", md5)
                        .error())
                .isEqualTo("NoSuchBucket");
    }
}
