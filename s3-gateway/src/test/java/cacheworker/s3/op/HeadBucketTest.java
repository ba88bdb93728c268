package cacheworker.s3.op;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsCall;
import cacheworker.s3.op.OpFixture.Answer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadBucketTest {
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
    void aBucketThatExistsShowsItsRegion() {
        Answer answer = fixture.head("/b");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-amz-bucket-region")).isEqualTo("us-east-1");
        assertThat(fixture.head("/none").error()).isEqualTo("NoSuchBucket");
    }

    @Test
    void nothingIsListedHoweverLargeTheBucketIs() {
        for (int i = 0; i < 50; i++) {
            fixture.put("k" + i, "x");
        }
        long lists = fixture.ufs.count(UfsCall.LIST);
        fixture.head("/b");
        assertThat(fixture.ufs.count(UfsCall.LIST)).isEqualTo(lists);
    }
}
