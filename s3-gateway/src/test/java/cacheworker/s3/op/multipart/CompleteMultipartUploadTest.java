package cacheworker.s3.op.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.s3.op.OpFixture.Answer;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompleteMultipartUploadTest extends Uploads {
    private final byte[] first = bytes(SMALLEST, 1);
    private final byte[] second = bytes(SMALLEST + 7, 2);
    private final byte[] last = bytes(3, 3);

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private String three() {
        String id = begin("dir/o");
        part("dir/o", id, 9, last);
        part("dir/o", id, 4, second);
        part("dir/o", id, 1, first);
        return id;
    }

    @Test
    void theObjectIsThePartsInOrderAndItsEtagIsTheMd5OfTheirMd5s() {
        String id = three();
        String etag = etag(concat(md5(first), md5(second), md5(last))) + "-3";

        Answer done = complete("dir/o", id, 1, etag(first), 4, "&quot;" + etag(second) + "&quot;", 9, etag(last));

        assertThat(done.status()).as(done.text()).isEqualTo(200);
        assertThat(done.text()).contains("<CompleteMultipartUploadResult xmlns=", "<Key>dir/o</Key>");
        assertThat(element(done, "ETag")).isEqualTo('"' + etag + '"');
        Answer get = fixture.get("/b/dir/o");
        assertThat(get.body()).isEqualTo(concat(first, second, last));
        assertThat(get.header("ETag")).isEqualTo('"' + etag + '"');
        assertThat(fixture.get("/b?list-type=2").text()).contains(etag);
    }

    @Test
    void repeatedItIsAnsweredTheSame() {
        String id = three();
        Answer done = complete("dir/o", id, 1, etag(first), 9, etag(last));
        Answer again = complete("dir/o", id, 1, etag(first), 9, etag(last));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).isEqualTo(done.text());
        Answer other = complete("dir/o", id, 1, etag(first));
        assertThat(other.error()).isEqualTo("NoSuchUpload");
    }

    /** Even when the parts that it names would make just the object that is there. */
    @Test
    void anIdThatThisKeyNeverHadIsNoRepeat() {
        String id = three();
        assertThat(complete("dir/o", id, 1, etag(first)).status()).isEqualTo(200);
        String other = begin("other");
        part("other", other, 1, first);
        assertThat(complete("other", other, 1, etag(first)).status()).isEqualTo(200);
        String digits = id.substring(id.indexOf('.'));
        List<String> made =
                List.of(other, "x", "0".repeat(32), "0".repeat(32) + digits, digits, id.substring(0, 32), id + digits);
        for (String unknown : made) {
            Answer refused = complete("dir/o", unknown, 1, etag(first));
            assertThat(refused.error()).as(unknown).isEqualTo("NoSuchUpload");
            assertThat(refused.status()).isEqualTo(404);
        }
        assertThat(complete("dir/o", id, 1, etag(first)).status()).isEqualTo(200);
    }

    @Test
    void partsOutOfOrderUnknownOrChangedAreRefusedAndTheUploadGoesOn() {
        String id = three();
        assertThat(complete("dir/o", id, 4, etag(second), 1, etag(first)).error())
                .isEqualTo("InvalidPartOrder");
        assertThat(complete("dir/o", id, 1, etag(first), 1, etag(first)).error())
                .isEqualTo("InvalidPartOrder");
        Answer unknown = complete("dir/o", id, 1, etag(first), 2, etag(first));
        assertThat(unknown.error()).isEqualTo("InvalidPart");
        assertThat(unknown.text()).contains("PartNumber=2");
        assertThat(complete("dir/o", id, 1, etag(last)).error()).isEqualTo("InvalidPart");
        assertThat(fixture.head("/b/dir/o").status()).isEqualTo(404);
        assertThat(complete("dir/o", id, 1, etag(first)).status()).isEqualTo(200);
    }

    @Test
    void aSmallPartThatIsNotTheLastIsRefused() {
        String id = three();
        part("dir/o", id, 10, first);
        Answer refused = complete("dir/o", id, 9, etag(last), 10, etag(first));
        assertThat(refused.error()).isEqualTo("EntityTooSmall");
        assertThat(refused.text()).contains("ProposedSize=3", "MinSizeAllowed=1000", "PartNumber=9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<CompleteMultipartUpload></CompleteMultipartUpload>",
                "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber></Part></CompleteMultipartUpload>",
                "<CompleteMultipartUpload><Part><ETag>x</ETag></Part></CompleteMultipartUpload>",
                "<CompleteMultipartUpload><Part><PartNumber>0</PartNumber><ETag>x</ETag></Part>"
                        + "</CompleteMultipartUpload>",
                "<Other/>",
                "",
                "<CompleteMultipartUpload>"
            })
    void aDocumentThatNamesNoPartsIsRefused(String document) {
        assertThat(completeWith("dir/o", three(), document).error()).isEqualTo("MalformedXML");
    }

    @Test
    void anotherSizeThanTheClientCountedIsRefused() {
        String id = three();
        String document = "<CompleteMultipartUpload xmlns='http://s3.amazonaws.com/doc/2006-03-01/'><Part>"
                + "<PartNumber>1</PartNumber><ETag>" + etag(first)
                + "</ETag></Part></CompleteMultipartUpload>";
        Answer refused = completeWith("dir/o", id, document, "x-amz-mp-object-size", "999");
        assertThat(refused.error()).isEqualTo("InvalidRequest");
        assertThat(refused.text()).contains("999", "1000");
        assertThat(completeWith("dir/o", id, document, "x-amz-mp-object-size", "1000")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void oneEmptyPartIsAnEmptyObject() {
        String id = begin("empty");
        part("empty", id, 1, new byte[0]);
        assertThat(complete("empty", id, 1, etag(new byte[0])).status()).isEqualTo(200);
        Answer head = fixture.head("/b/empty");
        assertThat(head.header("content-length")).isEqualTo("0");
        assertThat(head.header("etag")).isEqualTo('"' + HexFormat.of().formatHex(md5(md5(new byte[0]))) + "-1\"");
    }

    private Answer completeIf(String key, String id, String header, String value) {
        String xml = "<CompleteMultipartUpload><Part><ETag>" + etag(last)
                + "</ETag><PartNumber>1</PartNumber></Part></CompleteMultipartUpload>";
        return completeWith(key, id, xml, header, value);
    }

    @Test
    void aConditionThatDoesNotHoldLeavesTheUploadAsItWas() {
        String id = begin("o");
        part("o", id, 1, last);
        assertThat(completeIf("o", id, "If-Match", "\"e\"").error()).isEqualTo("NoSuchKey");
        String etag = String.valueOf(fixture.put("o", "there").header("ETag"));
        Answer there = completeIf("o", id, "If-None-Match", "*");
        assertThat(there.error()).isEqualTo("PreconditionFailed");
        assertThat(there.text()).contains("Condition=If-None-Match");
        assertThat(completeIf("o", id, "If-Match", "\"e\"").error()).isEqualTo("PreconditionFailed");
        assertThat(fixture.get("/b/o").text()).isEqualTo("there");
        assertThat(completeIf("o", id, "If-Match", etag).status()).isEqualTo(200);
        assertThat(fixture.get("/b/o").body()).isEqualTo(last);
    }

    @Test
    void aConditionalCompletionThatIsRepeatedIsAnsweredTheSame() {
        String id = begin("o");
        part("o", id, 1, last);
        Answer done = completeIf("o", id, "If-None-Match", "*");
        assertThat(done.status()).as(done.text()).isEqualTo(200);
        assertThat(completeIf("o", id, "If-None-Match", "*").text()).isEqualTo(done.text());
    }
}
