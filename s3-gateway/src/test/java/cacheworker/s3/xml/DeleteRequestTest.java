package cacheworker.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cacheworker.s3.request.CapturedRequest;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.MalformedRequestException.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeleteRequestTest {
    private static DeleteRequest read(String xml) throws MalformedRequestException {
        return DeleteRequest.read(xml.getBytes(StandardCharsets.UTF_8));
    }

    private static MalformedRequestException refusal(String xml) {
        return catchThrowableOfType(MalformedRequestException.class, () -> read(xml));
    }

    @Test
    void keysComeInOrderWithOrWithoutNamespaceAndInAnyElementOrder() throws Exception {
        DeleteRequest request = read("""
                <?xml version="1.0" encoding="UTF-8"?>
                <Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                  <Object><VersionId>null</VersionId><Key>a/x&amp;&lt;y&gt;.txt</Key></Object>
                  <Quiet>true</Quiet><!-- comment -->
                  <Unknown><Deep>x</Deep></Unknown>
                  <Object><Key> b </Key></Object><Object><Key><![CDATA[<c>]]></Key></Object>
                  <Object><Key>a&#xd;b&#10;</Key></Object><Object><Key>a/x&amp;&lt;y&gt;.txt</Key></Object>
                </Delete>
                """);
        assertThat(request.objects())
                .extracting(DeleteRequest.Item::key)
                .containsExactly("a/x&<y>.txt", " b ", "<c>", "a\rb\n", "a/x&<y>.txt");
        assertThat(request.quiet()).isTrue();
        assertThat(read("<Delete><Object><Key>k</Key></Object></Delete>").quiet())
                .isFalse();
    }

    @Test
    void aThousandKeysOfTheGreatestLengthFit() throws Exception {
        StringBuilder xml = new StringBuilder("<Delete>");
        for (int i = 0; i < DeleteRequest.MAX_KEYS; i++) {
            String key = "&amp;".repeat(200) + "x".repeat(820) + (1000 + i);
            xml.append("\r\n  <Object>\r\n    <Key>").append(key).append("</Key>\r\n  </Object>");
        }
        byte[] document = xml.append("</Delete>").toString().getBytes(StandardCharsets.UTF_8);
        assertThat(document).hasSizeLessThan(DeleteRequest.MAX_BYTES);
        assertThat(DeleteRequest.read(document).objects())
                .hasSize(DeleteRequest.MAX_KEYS)
                .allMatch(object -> object.key().length() == 1024);
    }

    @Test
    void everyCapturedDocumentIsRead() throws Exception {
        int documents = 0;
        for (CapturedRequest captured : CapturedRequest.all()) {
            byte[] body = captured.body();
            if (body != null && new String(body, StandardCharsets.UTF_8).contains("</Delete>")) {
                int start = new String(body, StandardCharsets.UTF_8).indexOf('<');
                int end = new String(body, StandardCharsets.UTF_8).indexOf("</Delete>") + "</Delete>".length();
                byte[] document = java.util.Arrays.copyOfRange(body, start, end);
                assertThat(DeleteRequest.read(document).objects())
                        .as("%s", captured)
                        .isNotEmpty();
                documents++;
            }
        }
        assertThat(documents).isGreaterThan(5);
    }

    @Test
    void versionsAndConditionsAreKept() throws Exception {
        DeleteRequest request = read("<Delete><Object><Key>a</Key><VersionId>null</VersionId></Object>"
                + "<Object><VersionId> 3HL4 </VersionId><Key>b</Key></Object>"
                + "<Object><Key>c</Key><ETag>\"x\"</ETag></Object></Delete>");
        assertThat(request.objects())
                .containsExactly(
                        new DeleteRequest.Item("a", "", ""),
                        new DeleteRequest.Item("b", "3HL4", ""),
                        new DeleteRequest.Item("c", "", "ETag"));
    }

    @Test
    void thousandKeysAreTheMost() throws Exception {
        String object = "<Object><Key>" + "&amp;".repeat(1000) + "</Key></Object>";
        String thousand = String.join("", Collections.nCopies(1000, object));
        assertThat(read("<Delete>" + thousand + "</Delete>").objects()).hasSize(1000);
        assertThat(refusal("<Delete>" + thousand + object + "</Delete>")).hasMessageContaining("1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not xml",
                "<Delete>",
                "<Delete/>",
                "<Delete></Delete>",
                "<Delete><Quiet>true</Quiet></Delete>",
                "<Delete><Object/></Delete>",
                "<Delete><Object><Key></Key></Object></Delete>",
                "<Delete><Object><Key>a<b/></Key></Object></Delete>",
                "<Delete>a&bad;</Delete>",
                "<Delete>]]></Delete>",
                "<?xml version=\"1.1\"?><Delete><Object><Key>a&#1;</Key></Object></Delete>",
                "<?xml version=\"1.1\"?><Delete><Object><Key>a</Key></Object></Delete>",
                "<Delete>text<Object><Key>a</Key></Object></Delete>",
                "<Remove><Object><Key>a</Key></Object></Remove>",
                "<Delete><Object><Key>a</Key></Object></Delete><Delete/>",
                "<Delete><Object><Key>&unknown;</Key></Object></Delete>",
                "<Delete><Object><Key>&#1;</Key></Object></Delete>",
                "<!DOCTYPE Delete><Delete><Object><Key>a</Key></Object></Delete>",
                "<!DOCTYPE Delete [<!ENTITY x \"y\">]><Delete><Object><Key>&x;</Key></Object></Delete>",
                "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                        + "<Delete><Object><Key>&x;</Key></Object></Delete>",
            })
    void anythingElseIsMalformed(String xml) {
        assertThat(refusal(xml).fault()).isEqualTo(Fault.MALFORMED_XML);
    }

    @Test
    void depthIsBounded() {
        String deep = "<x>".repeat(100_000);
        assertThat(refusal("<Delete>" + deep).fault()).isEqualTo(Fault.MALFORMED_XML);
    }

    @Test
    void anEndlessTextIsRefused() {
        assertThat(refusal("<Delete><Object><Key>" + "x".repeat(1 << 20) + "</Key></Object></Delete>")
                        .fault())
                .isEqualTo(Fault.MALFORMED_XML);
    }
}
