package cacheworker.s3.op.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.s3.op.OpFixture.Answer;
import org.junit.jupiter.api.Test;

class ListPartsTest extends Uploads {
    private Answer list(String id, String more) {
        return fixture.get("/b/o?uploadId=" + id + more);
    }

    @Test
    void partsAreListedByNumberInPages() {
        String id = begin("o");
        assertThat(list(id, "").text())
                .contains("<ListPartsResult xmlns=", "<NextPartNumberMarker>0</NextPartNumberMarker>")
                .contains("<IsTruncated>false</IsTruncated>", "<Initiator><ID>id</ID>", "<Owner><ID>id</ID>")
                .doesNotContain("<Part>");
        for (int number : new int[] {12, 3, 7}) {
            part("o", id, number, bytes(number, number));
        }
        Answer page = list(id, "&max-parts=2");
        assertThat(page.text())
                .containsSubsequence("<PartNumber>3</PartNumber>", "<Size>3</Size>", "<PartNumber>7</PartNumber>")
                .contains("<NextPartNumberMarker>7</NextPartNumberMarker>", "<IsTruncated>true</IsTruncated>")
                .contains("<ETag>\"" + etag(bytes(7, 7)) + "\"</ETag>")
                .doesNotContain("<PartNumber>12<");
        Answer rest = list(id, "&part-number-marker=7&max-parts=5000");
        assertThat(rest.text())
                .contains("<PartNumber>12</PartNumber>", "<IsTruncated>false</IsTruncated>")
                .contains("<MaxParts>1000</MaxParts>", "<PartNumberMarker>7</PartNumberMarker>")
                .doesNotContain("<PartNumber>7<");
    }

    @Test
    void badParametersAndUnknownUploadsAreRefused() {
        String id = begin("o");
        assertThat(list(id, "&max-parts=x").error()).isEqualTo("InvalidArgument");
        assertThat(list(id, "&part-number-marker=-1").error()).isEqualTo("InvalidArgument");
        assertThat(list("no", "").error()).isEqualTo("NoSuchUpload");
    }
}
