package cacheworker.s3.op.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cacheworker.core.ufs.UfsCall;
import cacheworker.s3.op.OpFixture;
import cacheworker.s3.op.OpFixture.Answer;
import cacheworker.s3.request.TagRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PutObjectTaggingTest extends TaggingFixture {
    @Test
    void tagsReplaceThoseBefore() {
        fixture.put("o", "x", "x-amz-tagging", "old=1", "x-amz-meta-m", "1");
        Answer answer = Tagged.put(fixture, "/b/o", "new", "2", "other", "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(Tagged.in(Tagged.get(fixture, "/b/o"))).isEqualTo("new=2 other=");
        assertThat(fixture.head("/b/o").header("x-amz-tagging-count")).isEqualTo("2");
        assertThat(fixture.head("/b/o").header("x-amz-meta-m")).isEqualTo("1");
        assertThat(Tagged.put(fixture, "/b/o").status()).isEqualTo(200);
        assertThat(Tagged.in(Tagged.get(fixture, "/b/o"))).isEmpty();
    }

    @Test
    void theObjectIsServedFromTheCacheAsBefore() throws IOException {
        Path file = Files.writeString(fixture.root.resolve("b/o"), "from outside");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
        Answer before = fixture.get("/b/o");
        await().untilAsserted(
                        () -> assertThat(fixture.get("/b/o").header("x-cache")).isEqualTo("hit"));
        long opens = fixture.ufs.count(UfsCall.OPEN);

        assertThat(Tagged.put(fixture, "/b/o", "k", "v").status()).isEqualTo(200);

        Answer after = fixture.get("/b/o");
        assertThat(after.text()).isEqualTo("from outside");
        assertThat(after.header("x-cache")).isEqualTo("hit");
        assertThat(after.header("ETag")).isEqualTo(before.header("ETag"));
        assertThat(after.header("Last-Modified")).isEqualTo(before.header("Last-Modified"));
        assertThat(after.header("x-amz-tagging-count")).isEqualTo("1");
        assertThat(before.header("x-amz-tagging-count")).isNull();
        assertThat(fixture.ufs.count(UfsCall.OPEN)).isEqualTo(opens);
    }

    @Test
    void foldersHaveTagsToo() {
        fixture.put("made/", "", "x-amz-tagging", "k=v");
        assertThat(Tagged.in(Tagged.get(fixture, "/b/made/"))).isEqualTo("k=v");
        fixture.put("implied/o", "x");
        assertThat(Tagged.put(fixture, "/b/implied/", "k", "w").status()).isEqualTo(200);
        assertThat(Tagged.in(Tagged.get(fixture, "/b/implied/"))).isEqualTo("k=w");
        assertThat(fixture.head("/b/implied/").header("x-amz-tagging-count")).isEqualTo("1");
    }

    @Test
    void aDocumentThatIsNoneChangesNothing() {
        fixture.put("o", "x", "x-amz-tagging", "k=v");
        for (String document : List.of(
                "",
                "<Tagging>",
                "<Tagging></Tagging>",
                "<TagSet></TagSet>",
                "<Tagging><TagSet><Tag><Key>k</Key></Tag></TagSet></Tagging>",
                "<Tagging><TagSet><Tag><Value>v</Value></Tag></TagSet></Tagging>",
                "<Tagging><TagSet>text</TagSet></Tagging>")) {
            assertThat(Tagged.send(fixture, "/b/o", document).error())
                    .as(document)
                    .isEqualTo("MalformedXML");
        }
        Answer digest = Tagged.send(fixture, "/b/o", Tagged.document(), "Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg==");
        assertThat(digest.error()).isEqualTo("BadDigest");
        Answer twice = Tagged.put(fixture, "/b/o", "k", "1", "k", "2");
        assertThat(twice.error()).isEqualTo("InvalidTag");
        assertThat(twice.text()).contains("TagKey=k");
        String[] eleven = new String[22];
        Arrays.setAll(eleven, i -> "t" + i);
        assertThat(Tagged.put(fixture, "/b/o", eleven).error()).isEqualTo("BadRequest");
        assertThat(Tagged.put(fixture, "/b/o", "aws:k", "1").error()).isEqualTo("InvalidTag");
        assertThat(Tagged.in(Tagged.get(fixture, "/b/o"))).isEqualTo("k=v");
    }

    @Test
    void whatIsMissingIs404() {
        assertThat(Tagged.put(fixture, "/b/none", "k", "v").error()).isEqualTo("NoSuchKey");
        assertThat(Tagged.put(fixture, "/none/o", "k", "v").error()).isEqualTo("NoSuchBucket");
    }

    @Test
    void withoutRestrictionsAnythingButTheSameKeyTwiceGoes() throws IOException {
        try (OpFixture free = new OpFixture(directory.resolve("free"), true, true, new TagRules(false))) {
            free.put("o", "x");
            String[] many = new String[100];
            Arrays.setAll(many, i -> "aws:#" + "long".repeat(50) + i);
            assertThat(Tagged.put(free, "/b/o", many).status()).isEqualTo(200);
            assertThat(free.head("/b/o").header("x-amz-tagging-count")).isEqualTo("50");
            assertThat(Tagged.put(free, "/b/o", "k", "1", "k", "2").error()).isEqualTo("InvalidTag");
        }
    }
}
