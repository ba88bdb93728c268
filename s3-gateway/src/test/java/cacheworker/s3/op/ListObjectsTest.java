package cacheworker.s3.op;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.s3.op.OpFixture.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListObjectsTest {
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

    private void keys(String... keys) {
        for (String key : keys) {
            fixture.put(key, key.endsWith("/") ? "" : "x");
        }
    }

    private static List<String> all(String element, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        Matcher matcher =
                Pattern.compile("<" + element + ">([^<]*)</" + element + ">").matcher(answer.text());
        return matcher.results().map(found -> found.group(1)).toList();
    }

    @Test
    void keysAreListedInByteOrderWithFoldersAndOwner() {
        keys("b/1", "b-1", "a", "empty/");
        Answer answer = fixture.get("/b");
        assertThat(all("Key", answer)).containsExactly("a", "b-1", "b/", "b/1", "empty/");
        assertThat(all("ID", answer)).hasSize(5);
        assertThat(answer.text()).contains("<Marker></Marker>").contains("<IsTruncated>false</IsTruncated>");
    }

    @Test
    void aNextMarkerIsGivenOnlyBesideADelimiter() {
        keys("a", "d/1", "d/2", "e/1", "f");
        Answer plain = fixture.get("/b?max-keys=2");
        assertThat(plain.text()).contains("<IsTruncated>true</IsTruncated>").doesNotContain("NextMarker");
        Answer first = fixture.get("/b?max-keys=2&delimiter=/");
        assertThat(all("NextMarker", first)).containsExactly("d/");
        Answer second = fixture.get("/b?max-keys=2&delimiter=/&marker=d/");
        assertThat(second.text()).contains("<CommonPrefixes><Prefix>e/</Prefix>");
        assertThat(all("Key", second)).containsExactly("f");
        assertThat(all("IsTruncated", second)).containsExactly("false");
    }

    @Test
    void aPageEndsAtAKeyThatXmlCarries() {
        keys("z/a", "z/a\u0001b", "z/a\u0001c", "z/ab", "z/ac");
        Answer first = fixture.get("/b?prefix=z/&delimiter=/&max-keys=3");
        assertThat(all("Key", first)).containsExactly("z/", "z/a", "z/ab");
        assertThat(all("NextMarker", first)).containsExactly("z/ab");
        Answer second = fixture.get("/b?prefix=z/&delimiter=/&max-keys=3&marker=z/ab");
        assertThat(all("Key", second)).containsExactly("z/ac");
        assertThat(all("IsTruncated", second)).containsExactly("false");
        Answer encoded = fixture.get("/b?prefix=z/&max-keys=3&encoding-type=url");
        assertThat(all("Key", encoded)).containsExactly("z/", "z/a", "z/a%01b");
    }

    @Test
    void aMarkerInsideACommonPrefixSkipsAllOfIt() {
        keys("f/sub/1", "f/sub/2", "f/x");
        Answer answer = fixture.get("/b?prefix=f/&delimiter=/&marker=f/sub/1");
        assertThat(all("Key", answer)).containsExactly("f/x");
        assertThat(answer.text()).doesNotContain("<CommonPrefixes>");
        assertThat(all("Key", fixture.get("/b?marker=f/sub/1"))).containsExactly("f/sub/2", "f/x");
    }

    @Test
    void emptyParametersAreNoParameters() {
        keys("a");
        assertThat(all("Key", fixture.get("/b?delimiter=&prefix=&marker=&max-keys=1000")))
                .containsExactly("a");
        assertThat(fixture.get("/b?list-type=1").error()).isEqualTo("InvalidArgument");
        assertThat(fixture.get("/none").error()).isEqualTo("NoSuchBucket");
    }
}
