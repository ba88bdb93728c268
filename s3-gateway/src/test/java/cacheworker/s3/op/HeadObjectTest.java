package cacheworker.s3.op;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.s3.op.OpFixture.Answer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadObjectTest {
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
    void headSaysWhatGetWould() {
        fixture.put("k", "0123456789", "Content-Type", "text/x", "x-amz-meta-a", "b");
        Answer head = fixture.head("/b/k");
        Answer get = fixture.get("/b/k");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("content-length")).isEqualTo("10");
        for (String name : new String[] {"ETag", "Last-Modified", "Accept-Ranges", "Content-Type", "x-amz-meta-a"}) {
            assertThat(head.header(name)).as(name).isNotNull().isEqualTo(get.header(name));
        }
    }

    @Test
    void conditionsHold() {
        String etag = fixture.put("k", "x").header("ETag");
        assertThat(fixture.head("/b/k", "If-None-Match", etag).status()).isEqualTo(304);
        assertThat(fixture.head("/b/k", "If-Match", "x").status()).isEqualTo(412);
        assertThat(fixture.head("/b/none", "If-Match", "\"\"").status()).isEqualTo(404);
    }

    @Test
    void aDirectoryIsOnlyThereWithItsSlash() {
        fixture.put("dir/k", "x");
        assertThat(fixture.head("/b/dir").status()).isEqualTo(404);
        assertThat(fixture.head("/b/dir/").status()).isEqualTo(200);
        assertThat(fixture.head("/b/dir/").header("content-length")).isEqualTo("0");
    }
}
