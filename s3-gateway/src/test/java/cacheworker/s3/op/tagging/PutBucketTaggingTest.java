package cacheworker.s3.op.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PutBucketTaggingTest extends TaggingFixture {
    @Test
    void tagsReplaceThoseBefore() {
        assertThat(Tagged.put(fixture, "/b", "k", "v").status()).isEqualTo(200);
        assertThat(Tagged.in(Tagged.get(fixture, "/b/"))).isEqualTo("k=v");
        assertThat(Tagged.put(fixture, "/b", "other", "w").status()).isEqualTo(200);
        assertThat(Tagged.in(Tagged.get(fixture, "/b"))).isEqualTo("other=w");
        assertThat(fixture.get("/b").text()).doesNotContain("<Contents>");
    }

    @Test
    void aNewBucketOfTheNameHasNone() {
        fixture.answer("PUT", "/again", null);
        Tagged.put(fixture, "/again", "k", "v");
        assertThat(fixture.delete("/again").status()).isEqualTo(204);
        fixture.answer("PUT", "/again", null);
        assertThat(Tagged.get(fixture, "/again").error()).isEqualTo("NoSuchTagSet");
    }

    @Test
    void theLimitsOfObjectsHold() {
        String[] eleven = new String[22];
        Arrays.setAll(eleven, i -> "t" + i);
        assertThat(Tagged.put(fixture, "/b", eleven).error()).isEqualTo("BadRequest");
        assertThat(Tagged.put(fixture, "/b", "k#", "1").error()).isEqualTo("InvalidTag");
        assertThat(Tagged.put(fixture, "/none", "k", "1").error()).isEqualTo("NoSuchBucket");
    }
}
