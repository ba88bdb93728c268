package cacheworker.s3.op;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeleteBucketTest {
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
    void onlyAnEmptyBucketIsDeleted() {
        fixture.put("k", "x");
        assertThat(fixture.delete("/b").error()).isEqualTo("BucketNotEmpty");
        assertThat(fixture.delete("/b/k").status()).isEqualTo(204);
        assertThat(fixture.delete("/b").status()).isEqualTo(204);
        assertThat(fixture.delete("/b").error()).isEqualTo("NoSuchBucket");
    }
}
