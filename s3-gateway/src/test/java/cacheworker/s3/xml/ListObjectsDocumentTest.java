package cacheworker.s3.xml;

import static cacheworker.s3.xml.DocumentsTest.DECLARATION;
import static cacheworker.s3.xml.DocumentsTest.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.s3.request.PercentCoding;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class ListObjectsDocumentTest {
    private static final Owner OWNER = new Owner("id", "me");

    private static UfsEntry object(String key, long size) {
        return new UfsEntry(key, new UfsStatus(key, size, 784_111_777_000L, "v", "abc", UfsAttributes.NONE));
    }

    private static UfsEntry prefix(String prefix) {
        return new UfsEntry(prefix, null);
    }

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.UTF_8);
    }

    private static ListObjectsV2Document.Position start() {
        return new ListObjectsV2Document.Position(null, null, null, null);
    }

    @Test
    void version2HasEveryElementThatWasAskedFor() {
        Listing listing =
                new Listing("bkt", "p +/", "/", 1000, true, true, List.of(object("p +/a&b", 5), prefix("p +/d=/")));
        assertThat(text(ListObjectsV2Document.of(
                        listing, new ListObjectsV2Document.Position("s +", "tok+1", "tok/2", OWNER))))
                .isEqualTo(DECLARATION + "<ListBucketResult" + NAMESPACE + "><Name>bkt</Name>"
                        + "<Prefix>p%20%2B/</Prefix><Delimiter>/</Delimiter><MaxKeys>1000</MaxKeys>"
                        + "<EncodingType>url</EncodingType><IsTruncated>true</IsTruncated><KeyCount>2</KeyCount>"
                        + "<StartAfter>s%20%2B</StartAfter><ContinuationToken>tok+1</ContinuationToken>"
                        + "<NextContinuationToken>tok/2</NextContinuationToken>"
                        + "<Contents><Key>p%20%2B/a%26b</Key><LastModified>1994-11-06T08:49:37.000Z</LastModified>"
                        + "<ETag>\"abc\"</ETag><Size>5</Size><Owner><ID>id</ID><DisplayName>me</DisplayName></Owner>"
                        + "<StorageClass>STANDARD</StorageClass></Contents>"
                        + "<CommonPrefixes><Prefix>p%20%2B/d%3D/</Prefix></CommonPrefixes></ListBucketResult>");
    }

    @Test
    void version2OfAnEmptyBucketSaysOnlyWhatItMust() {
        Listing listing = new Listing("bkt", "", null, 0, false, false, List.of());
        String text = text(ListObjectsV2Document.of(listing, start()));
        assertThat(text)
                .contains("<MaxKeys>0</MaxKeys><IsTruncated>false</IsTruncated><KeyCount>0</KeyCount>")
                .contains("<Prefix></Prefix>")
                .doesNotContain("Delimiter", "EncodingType", "StartAfter", "ContinuationToken", "Owner");
    }

    @Test
    void aTruncatedPageWithoutATokenIsNeverWritten() {
        Listing listing = new Listing("bkt", "", null, 1, false, true, List.of(object("a", 1)));
        assertThatThrownBy(() -> ListObjectsV2Document.of(listing, start()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void version1EchoesTheMarkerAndShowsTheNextOneOnlyWithADelimiter() {
        List<UfsEntry> entries = List.of(object("a", 1), prefix("b/"));
        String rolled =
                text(ListObjectsV1Document.of(new Listing("bkt", "", "/", 2, false, true, entries), "", "b/", OWNER));
        assertThat(rolled)
                .contains("<NextMarker>b/</NextMarker>", "<Owner><ID>id</ID>")
                .contains("<Marker></Marker>")
                .doesNotContain("KeyCount", "ContinuationToken");
        String flat = text(
                ListObjectsV1Document.of(new Listing("bkt", "", null, 2, true, true, entries), "m m", "b/", OWNER));
        assertThat(flat).contains("<Marker>m%20m</Marker>").doesNotContain("NextMarker");
        String last =
                text(ListObjectsV1Document.of(new Listing("bkt", "", "/", 2, false, false, entries), "", null, OWNER));
        assertThat(last).doesNotContain("NextMarker");
    }

    @Test
    void urlEncodingCarriesWhatXmlCannot() {
        List<UfsEntry> entries = List.of(object("a\u0001b", 1), object("ok", 1), object("x\uFFFF", 1));
        Listing encoded = new Listing("bkt", "", null, 1000, true, false, entries);
        assertThat(text(ListObjectsV2Document.of(encoded, start())))
                .contains("<KeyCount>3</KeyCount>", "<Key>a%01b</Key>", "<Key>x%EF%BF%BF</Key>");
    }

    @Test
    void everyKeyComesBackThroughAParser() throws Exception {
        long seed = 17;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 50; round++) {
            List<UfsEntry> entries = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                entries.add(object(randomKey(random), i));
            }
            boolean url = random.nextBoolean();
            byte[] document =
                    ListObjectsV2Document.of(new Listing("bkt", "", null, 1000, url, false, entries), start());
            List<String> found = new ArrayList<>();
            for (String key : keys(document)) {
                found.add(url ? PercentCoding.decode(key) : key);
            }
            assertThat(found)
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(entries.stream().map(UfsEntry::path).toList());
        }
    }

    /** Characters that XML 1.0 has, among them all that need care. */
    private static String randomKey(SplittableRandom random) {
        StringBuilder key = new StringBuilder();
        for (int i = random.nextInt(1, 30); i > 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> key.append("<>&\"'\r\n\t]]>%+= ".charAt(random.nextInt(15)));
                case 1 -> key.appendCodePoint(random.nextInt(0x20, 0x7F));
                case 2 -> key.appendCodePoint(random.nextInt(0x80, 0xD800));
                default -> key.appendCodePoint(random.nextInt(0x10000, 0x110000));
            }
        }
        return key.toString();
    }

    private static List<String> keys(byte[] document) throws Exception {
        Document dom =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(document));
        NodeList nodes = dom.getElementsByTagName("Key");
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            keys.add(nodes.item(i).getTextContent());
        }
        return keys;
    }
}
