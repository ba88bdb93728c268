package cacheworker.s3.op.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.s3.op.OpFixture.Answer;
import org.junit.jupiter.api.Test;

class AbortMultipartUploadTest extends Uploads {
    @Test
    void anAbortedUploadIsGoneAndTheOldObjectStays() {
        fixture.put("o", "old");
        String id = begin("o");
        part("o", id, 1, bytes(10, 1));
        assertThat(abort("o", id).status()).isEqualTo(204);
        Answer again = abort("o", id);
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.error()).isEqualTo("NoSuchUpload");
        assertThat(complete("o", id, 1, etag(bytes(10, 1))).error()).isEqualTo("NoSuchUpload");
        assertThat(fixture.get("/b/o").text()).isEqualTo("old");
    }
}
