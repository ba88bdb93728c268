package cacheworker.s3.op;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.s3.op.OpFixture.Answer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeleteObjectTest {
    @TempDir
    private Path directory;

    private OpFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new OpFixture(directory);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void whatIsNotThereIsDeletedAlready() {
        fixture.put("a/b/c", "x");
        assertThat(fixture.delete("/b/a/b/c").status()).isEqualTo(204);
        assertThat(fixture.get("/b/a/b/c").status()).isEqualTo(404);
        assertThat(fixture.delete("/b/a/b/c").status()).isEqualTo(204);
        assertThat(fixture.delete("/none/k").error()).isEqualTo("NoSuchBucket");
    }

    @Test
    void aFolderWithContentStays() {
        fixture.put("a/b", "x");
        assertThat(fixture.delete("/b/a/").status()).isEqualTo(204);
        assertThat(fixture.get("/b/a/b").status()).isEqualTo(200);
    }

    @Test
    void onlyAnObjectWithTheGivenEtagIsDeleted() {
        String etag = fixture.put("k", "x").header("ETag");
        Answer differs = fixture.delete("/b/k", "If-Match", "\"other\"");
        assertThat(differs.status()).isEqualTo(412);
        assertThat(differs.text()).contains("Condition=If-Match");
        assertThat(fixture.get("/b/k").text()).isEqualTo("x");
        assertThat(fixture.delete("/b/k", "If-Match", etag).status()).isEqualTo(204);
        assertThat(fixture.get("/b/k").status()).isEqualTo(404);
        assertThat(fixture.delete("/b/k", "If-Match", etag).error()).isEqualTo("NoSuchKey");
    }
}
