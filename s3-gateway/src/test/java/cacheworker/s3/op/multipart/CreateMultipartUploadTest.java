package cacheworker.s3.op.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.s3.op.OpFixture.Answer;
import org.junit.jupiter.api.Test;

class CreateMultipartUploadTest extends Uploads {
    @Test
    void anUploadHasAnIdAndShowsNothing() {
        Answer begun = fixture.answer("POST", "/b/a%20%26/b?uploads=", new byte[0]);
        assertThat(begun.text())
                .contains("<InitiateMultipartUploadResult xmlns=", "<Bucket>b</Bucket>", "<Key>a &amp;/b</Key>");
        assertThat(element(begun, "UploadId")).matches("[-A-Za-z0-9_.~]+");
        assertThat(fixture.head("/b/a%20%26/b").error()).isEqualTo("NoSuchKey");
        assertThat(fixture.get("/b?list-type=2").text()).doesNotContain("<Key>");
    }

    @Test
    void headersAndMetadataBelongToTheObject() {
        String id = begin("o", "Content-Type", "x/y", "x-amz-meta-who", "me", "x-amz-tagging", "a=1");
        complete("o", id, 1, part("o", id, 1, bytes(5, 1)).header("ETag"));
        Answer head = fixture.head("/b/o");
        assertThat(head.header("Content-Type")).isEqualTo("x/y");
        assertThat(head.header("x-amz-meta-who")).isEqualTo("me");
        assertThat(head.header("x-amz-tagging-count")).isEqualTo("1");
    }

    @Test
    void foldersUnknownBucketsAndTooMuchMetadataAreRefused() {
        assertThat(fixture.answer("POST", "/b/folder/?uploads", new byte[0]).error())
                .isEqualTo("InvalidArgument");
        assertThat(fixture.answer("POST", "/none/o?uploads", new byte[0]).error())
                .isEqualTo("NoSuchBucket");
        assertThat(fixture.answer("POST", "/b/o?uploads", new byte[0], "x-amz-meta-big", "m".repeat(2050))
                        .error())
                .isEqualTo("MetadataTooLarge");
    }
}
