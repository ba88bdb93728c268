package cacheworker.s3.op;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.s3.op.OpFixture.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListBucketsTest {
    private static final Pattern NAME = Pattern.compile("<Name>([^<]*)</Name>");
    private static final Pattern TOKEN = Pattern.compile("<ContinuationToken>([^<]*)</ContinuationToken>");

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

    private void make(String... names) {
        for (String name : names) {
            assertThat(fixture.answer("PUT", "/" + name, null).status()).isEqualTo(200);
        }
    }

    private List<String> names(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return NAME.matcher(answer.text())
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void thePrefixIsThatOfTheirNames() {
        make("logs-1", "logs-2", "models");
        Answer answer = fixture.get("/?prefix=logs-");
        assertThat(names(answer)).containsExactly("logs-1", "logs-2");
        assertThat(answer.text()).contains("<Prefix>logs-</Prefix>", "<BucketRegion>us-east-1</BucketRegion>");
        assertThat(names(fixture.get("/?prefix=zz"))).isEmpty();
    }

    @Test
    void pagesFollowEachOtherByTheirTokens() {
        make("c", "d", "e");
        List<String> seen = new ArrayList<>();
        String query = "/?max-buckets=2";
        for (String token = "-"; !token.isEmpty(); query = "/?max-buckets=2&continuation-token=" + token) {
            Answer answer = fixture.get(query);
            seen.addAll(names(answer));
            Matcher next = TOKEN.matcher(answer.text());
            token = next.find() ? next.group(1) : "";
        }
        assertThat(seen).containsExactly("b", "c", "d", "e");
    }

    @Test
    void anotherRegionHasNoBuckets() {
        assertThat(names(fixture.get("/?bucket-region=us-east-1"))).containsExactly("b");
        assertThat(names(fixture.get("/?bucket-region=eu-west-1"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"max-buckets=0", "max-buckets=-1", "max-buckets=10001", "max-buckets=x", "continuation-token=x"})
    void aBadValueIsNamed(String query) {
        Answer answer = fixture.get("/?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("InvalidArgument");
    }
}
