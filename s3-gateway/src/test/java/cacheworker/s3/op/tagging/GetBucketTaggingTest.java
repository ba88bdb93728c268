package cacheworker.s3.op.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.s3.op.OpFixture.Answer;
import org.junit.jupiter.api.Test;

class GetBucketTaggingTest extends TaggingFixture {
    @Test
    void aBucketWithoutTagsIsToldSo() {
        Answer answer = Tagged.get(fixture, "/b");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.error()).isEqualTo("NoSuchTagSet");
        assertThat(answer.text()).contains("BucketName=b");
        assertThat(Tagged.get(fixture, "/none").error()).isEqualTo("NoSuchBucket");
    }
}
