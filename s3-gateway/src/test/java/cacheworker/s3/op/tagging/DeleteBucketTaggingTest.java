package cacheworker.s3.op.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeleteBucketTaggingTest extends TaggingFixture {
    @Test
    void allTagsGoAndTheBucketStays() {
        Tagged.put(fixture, "/b", "k", "v");
        assertThat(Tagged.delete(fixture, "/b").status()).isEqualTo(204);
        assertThat(Tagged.get(fixture, "/b").error()).isEqualTo("NoSuchTagSet");
        assertThat(fixture.head("/b").status()).isEqualTo(200);
        assertThat(Tagged.delete(fixture, "/none").error()).isEqualTo("NoSuchBucket");
    }
}
