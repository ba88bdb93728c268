package cacheworker.s3.op;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.s3.op.OpFixture.Answer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListBucketsTest {
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
    void bucketsAreListedWithOwnerInByteOrder() {
        fixture.answer("PUT", "/second", null);
        Answer answer = fixture.get("/");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .contains("<ListAllMyBucketsResult")
                .contains("<ID>id</ID>")
                .containsSubsequence("<Name>b</Name>", "<Name>second</Name>");
    }
}
