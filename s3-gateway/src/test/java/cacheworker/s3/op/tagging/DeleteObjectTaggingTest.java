package cacheworker.s3.op.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeleteObjectTaggingTest extends TaggingFixture {
    @Test
    void allTagsGo() {
        fixture.put("o", "x", "x-amz-tagging", "k=v");
        assertThat(Tagged.delete(fixture, "/b/o").status()).isEqualTo(204);
        assertThat(Tagged.in(Tagged.get(fixture, "/b/o"))).isEmpty();
        assertThat(fixture.head("/b/o").header("x-amz-tagging-count")).isNull();
        assertThat(fixture.get("/b/o").text()).isEqualTo("x");
        assertThat(Tagged.delete(fixture, "/b/o").status()).isEqualTo(204);
    }

    @Test
    void whatIsMissingIs404() {
        assertThat(Tagged.delete(fixture, "/b/none").error()).isEqualTo("NoSuchKey");
    }
}
