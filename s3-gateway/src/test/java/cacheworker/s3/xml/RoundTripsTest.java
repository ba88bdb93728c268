package cacheworker.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.TagRules;
import cacheworker.s3.xml.DeleteResultDocument.Outcome;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

/** Random documents, written in every way that XML has, are read as they were meant, and what is written is read. */
class RoundTripsTest {
    private static final int CASES = Integer.getInteger("cases", 300);
    private static final List<String> BLANKS =
            List.of("", "", " ", "\n  ", "\r\n\t", "<!-- <Key>no</Key> -->", "<?p i?>");
    private static final List<String> ROOTS =
            List.of("", " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"", " a='b'");

    private final long seed = Long.getLong("cases.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);

    @Test
    void keysToDeleteAreReadHoweverTheyAreWritten() throws Exception {
        for (int i = 0; i < CASES; i++) {
            List<String> keys = texts();
            boolean quiet = random.nextBoolean();
            StringBuilder xml = begin("Delete");
            xml.append(random.nextBoolean() ? element("Quiet", quiet ? "true" : "false") : "");
            boolean said = xml.indexOf("<Quiet") > 0;
            for (String key : keys) {
                xml.append(blank()).append("<Object>").append(blank());
                xml.append(random.nextBoolean() ? element("Unknown", "<x>&amp;</x>") : "");
                xml.append("<Key>")
                        .append(written(key))
                        .append("</Key>")
                        .append(blank())
                        .append("</Object>");
            }
            DeleteRequest read = DeleteRequest.read(end(xml, "Delete"));
            assertThat(read.objects().stream().map(DeleteRequest.Item::key))
                    .as("-Dcases.seed=%d, case %d: %s", seed, i, xml)
                    .isEqualTo(keys);
            assertThat(read.quiet()).isEqualTo(said && quiet);
        }
    }

    @Test
    void partsAreReadHoweverTheyAreWritten() throws Exception {
        for (int i = 0; i < CASES; i++) {
            List<CompleteUploadRequest.Part> parts = new ArrayList<>();
            StringBuilder xml = begin("CompleteMultipartUpload");
            for (int part = 1 + random.nextInt(5); part > 0; part--) {
                int number = 1 + random.nextInt(10_000);
                String etag = Long.toHexString(random.nextLong());
                String quote = List.of("", "\"", "&quot;", "&#34;").get(random.nextInt(4));
                String inner = element("PartNumber", Integer.toString(number));
                String outer = element("ETag", quote + etag + quote);
                xml.append(blank()).append("<Part>");
                xml.append(random.nextBoolean() ? inner + blank() + outer : outer + blank() + inner);
                xml.append("</Part>");
                parts.add(new CompleteUploadRequest.Part(number, etag, null));
            }
            assertThat(CompleteUploadRequest.read(end(xml, "CompleteMultipartUpload"))
                            .parts())
                    .as("-Dcases.seed=%d, case %d: %s", seed, i, xml)
                    .isEqualTo(parts);
        }
    }

    @Test
    void tagsThatWereWrittenAreRead() throws Exception {
        for (int i = 0; i < CASES; i++) {
            Map<String, String> tags = new TreeMap<>();
            for (String key : texts()) {
                tags.put(key, random.nextInt(4) == 0 ? "" : text());
            }
            assertThat(TaggingDocument.read(TaggingDocument.of(tags), new TagRules(false)))
                    .as("-Dcases.seed=%d, case %d", seed, i)
                    .isEqualTo(tags);
        }
    }

    @Test
    void outcomesOfDeletesComeBackThroughAParser() throws Exception {
        for (int i = 0; i < CASES; i++) {
            List<Outcome> outcomes = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (String key : texts()) {
                String message = text();
                boolean failed = random.nextBoolean();
                outcomes.add(new Outcome(key, "", failed ? new S3Exception(S3ErrorCode.ACCESS_DENIED, message) : null));
                expected.add(failed ? key + "AccessDenied" + message : key);
            }
            NodeList nodes = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(DeleteResultDocument.of(outcomes, false)))
                    .getDocumentElement()
                    .getChildNodes();
            List<String> found = new ArrayList<>();
            for (int node = 0; node < nodes.getLength(); node++) {
                found.add(nodes.item(node).getTextContent());
            }
            assertThat(found).as("-Dcases.seed=%d, case %d", seed, i).isEqualTo(expected);
        }
    }

    private StringBuilder begin(String root) {
        String head = random.nextBoolean() ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" : "";
        return new StringBuilder(head)
                .append('<')
                .append(root)
                .append(ROOTS.get(random.nextInt(ROOTS.size())))
                .append('>');
    }

    private byte[] end(StringBuilder xml, String root) {
        return xml.append(blank())
                .append("</")
                .append(root)
                .append('>')
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private String element(String name, String content) {
        return "<" + name + ">" + content + "</" + name + ">";
    }

    private String blank() {
        return BLANKS.get(random.nextInt(BLANKS.size()));
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            texts.add(text());
        }
        return texts;
    }

    /** At least one character, all of which XML can carry. */
    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(12); i > 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> text.append("<>&\"'\r\n\t]]>%+= ".charAt(random.nextInt(15)));
                case 1 -> text.appendCodePoint(random.nextInt(0x20, 0x7F));
                case 2 -> text.appendCodePoint(random.nextInt(0xA0, 0xD800));
                default -> text.appendCodePoint(random.nextInt(0x10000, 0x110000));
            }
        }
        return text.toString();
    }

    /** A text as any writer of XML may write it: each character plain, as a reference or in a CDATA section. */
    private String written(String text) {
        StringBuilder xml = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean reference = c == '\r' || "<>&".indexOf(c) >= 0 || random.nextInt(5) == 0;
            if (reference && c != '\r' && random.nextBoolean()) {
                xml.append("<![CDATA[").appendCodePoint(c).append("]]>");
            } else if (reference) {
                xml.append(random.nextBoolean() ? "&#" + c + ";" : "&#x" + Integer.toHexString(c) + ";");
            } else {
                xml.appendCodePoint(c);
            }
        });
        return xml.toString();
    }
}
