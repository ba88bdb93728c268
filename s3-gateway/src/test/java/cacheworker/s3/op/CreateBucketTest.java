package cacheworker.s3.op;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.s3.op.OpFixture.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreateBucketTest {
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
    void aBucketIsMadeOnceAndThenOursAlready() {
        Answer made = fixture.answer("PUT", "/new-bucket", null);
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.header("Location")).isEqualTo("/new-bucket");
        assertThat(fixture.head("/new-bucket").status()).isEqualTo(200);
        Answer again = fixture.answer("PUT", "/new-bucket", null);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.error()).isEqualTo("BucketAlreadyOwnedByYou");
    }

    @Test
    void anyRegionIsTakenButABodyThatIsNoConfigurationIsNot() {
        String region = "<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + "<LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>";
        assertThat(fixture.answer("PUT", "/eu-bucket", region.getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(200);
        Answer bad = fixture.answer("PUT", "/bad-bucket", "<Nonsense/>".getBytes(StandardCharsets.UTF_8));
        assertThat(bad.error()).isEqualTo("MalformedXML");
        assertThat(fixture.head("/bad-bucket").status()).isEqualTo(404);
    }

    @Test
    void aNameThatCannotBeABucketIsRefused() {
        assertThat(fixture.answer("PUT", "/..", null).status()).isEqualTo(400);
        assertThat(fixture.answer("PUT", "/%2e%2e", null).status()).isEqualTo(400);
    }
}
