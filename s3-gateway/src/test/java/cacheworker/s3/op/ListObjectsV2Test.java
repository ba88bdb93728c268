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

class ListObjectsV2Test {
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
    void foldersCanBeHiddenWhereThereIsNoDelimiter() throws IOException {
        fixture.close();
        fixture = new OpFixture(directory, false);
        keys("d/e/x", "d/y", "made/", "z");
        Answer flat = fixture.get("/b?list-type=2&max-keys=2");
        assertThat(all("Key", flat)).containsExactly("d/e/x", "d/y");
        String token = all("NextContinuationToken", flat).get(0);
        assertThat(all("Key", fixture.get("/b?list-type=2&max-keys=2&continuation-token=" + token)))
                .containsExactly("z");
        Answer tree = fixture.get("/b?list-type=2&delimiter=/");
        assertThat(all("Prefix", tree)).contains("d/", "made/");
        assertThat(all("Key", fixture.get("/b?list-type=2&delimiter=/&prefix=d/")))
                .containsExactly("d/", "d/y");
    }

    @Test
    void pagesOfEverySizeGiveEveryEntryOnceInOrder() {
        keys("a", "b/1", "b/2/3", "b-", "c/", "%C3%BC", "z/1", "z0");
        for (String delimiter : new String[] {"", "/", "-"}) {
            String target = "/b?list-type=2&delimiter=" + delimiter;
            List<String> whole = entries(fixture.get(target));
            for (int size = 1; size <= whole.size() + 1; size++) {
                List<String> paged = new ArrayList<>();
                String token = "";
                do {
                    Answer page = fixture.get(target + "&max-keys=" + size + token);
                    List<String> entries = entries(page);
                    assertThat(page.text()).contains("<KeyCount>" + entries.size() + "</KeyCount>");
                    assertThat(entries).hasSizeLessThanOrEqualTo(size).isNotEmpty();
                    paged.addAll(entries);
                    List<String> next = all("NextContinuationToken", page);
                    assertThat(page.text()).contains("<IsTruncated>" + !next.isEmpty() + "</IsTruncated>");
                    token = next.isEmpty() ? null : "&continuation-token=" + next.get(0);
                } while (token != null);
                assertThat(paged).as("pages of %d by '%s'", size, delimiter).containsExactlyInAnyOrderElementsOf(whole);
            }
        }
    }

    private static List<String> entries(Answer answer) {
        List<String> entries = new ArrayList<>(all("Key", answer));
        Matcher prefixes = Pattern.compile("<CommonPrefixes><Prefix>([^<]*)<").matcher(answer.text());
        prefixes.results().forEach(found -> entries.add(found.group(1)));
        return entries;
    }

    @Test
    void startAfterIsStrictAndStillShowsAPrefixWithGreaterKeys() {
        keys("a", "d/1", "d/2", "e");
        assertThat(all("Key", fixture.get("/b?list-type=2&start-after=a"))).containsExactly("d/", "d/1", "d/2", "e");
        Answer inside = fixture.get("/b?list-type=2&delimiter=/&start-after=d/1");
        assertThat(entries(inside)).containsExactly("e", "d/");
        Answer itself = fixture.get("/b?list-type=2&delimiter=/&start-after=d/");
        assertThat(entries(itself)).containsExactly("e", "d/");
        assertThat(itself.text()).contains("<StartAfter>d/</StartAfter>");
    }

    @Test
    void maxKeysIsCappedAndZeroIsAnEmptyPage() {
        keys("a");
        assertThat(all("MaxKeys", fixture.get("/b?list-type=2&max-keys=5000"))).containsExactly("1000");
        Answer none = fixture.get("/b?list-type=2&max-keys=0");
        assertThat(entries(none)).isEmpty();
        assertThat(all("IsTruncated", none)).containsExactly("false");
        for (String bad : new String[] {"-1", "x", "99999999999"}) {
            assertThat(fixture.get("/b?list-type=2&max-keys=" + bad).error()).isEqualTo("InvalidArgument");
        }
        assertThat(fixture.get("/none?list-type=2&max-keys=0").error()).isEqualTo("NoSuchBucket");
    }

    @Test
    void tokensAreCheckedAndEchoed() {
        keys("a", "b");
        String token = all("NextContinuationToken", fixture.get("/b?list-type=2&max-keys=1"))
                .get(0);
        assertThat(all("ContinuationToken", fixture.get("/b?list-type=2&continuation-token=" + token)))
                .containsExactly(token);
        for (String bad : new String[] {"", "x", token + "A"}) {
            assertThat(fixture.get("/b?list-type=2&continuation-token=" + bad).error())
                    .isEqualTo("InvalidArgument");
        }
    }

    @Test
    void namesAreEncodedOnlyWhenAsked() {
        assertThat(fixture.put("a%2Bb%20c/%C3%BC", "x").status()).isEqualTo(200);
        assertThat(all("Key", fixture.get("/b?list-type=2&prefix=a%2Bb%20c/%C3%BC")))
                .containsExactly("a+b c/\u00fc");
        Answer encoded = fixture.get("/b?list-type=2&encoding-type=url&prefix=a%2B&delimiter=%20");
        assertThat(entries(encoded)).containsExactly("a%2Bb%20");
        assertThat(encoded.text()).contains("<EncodingType>url</EncodingType>").contains("<Delimiter>%20</Delimiter>");
        assertThat(fixture.get("/b?list-type=2&encoding-type=x").error()).isEqualTo("InvalidArgument");
    }

    @Test
    void theOwnerIsShownWhenAsked() {
        keys("a");
        assertThat(all("ID", fixture.get("/b?list-type=2"))).isEmpty();
        assertThat(all("ID", fixture.get("/b?list-type=2&fetch-owner=true"))).containsExactly("id");
    }
}
