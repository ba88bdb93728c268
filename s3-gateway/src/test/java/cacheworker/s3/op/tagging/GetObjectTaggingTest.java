package cacheworker.s3.op.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCall;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsCreateOptions;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsOutput;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.s3.op.OpFixture;
import cacheworker.s3.op.OpFixture.Answer;
import cacheworker.s3.request.TagRules;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GetObjectTaggingTest extends TaggingFixture {
    @Test
    void tagsOfAPutAreAnsweredInOrder() {
        fixture.put("a/o", "x", "x-amz-tagging", "k2=v%202&k1=v1&empty&plus=a%2Bb+c");
        Answer answer = Tagged.get(fixture, "/b/a/o");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .startsWith("<?xml")
                .contains("<Tagging xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><TagSet>");
        assertThat(Tagged.in(answer)).isEqualTo("empty= k1=v1 k2=v 2 plus=a+b c");
    }

    @Test
    void anObjectWithoutTagsHasAnEmptySet() {
        fixture.put("o", "x");
        Answer answer = Tagged.get(fixture, "/b/o");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("<TagSet></TagSet>");
        assertThat(fixture.get("/b/o?tagging=&versionId=null").status()).isEqualTo(200);
    }

    @Test
    void theStorageIsAskedWhereTheObjectSaysNoTags() throws IOException {
        fixture.ufs.hideTags();
        makeBehindTheWorker("o");
        assertThat(fixture.get("/b/o").header("x-amz-tagging-count")).isNull();
        assertThat(Tagged.in(Tagged.get(fixture, "/b/o"))).isEqualTo("k=v");
        assertThat(fixture.answer("PUT", "/b/copy", new byte[0], "x-amz-copy-source", "/b/o")
                        .status())
                .isEqualTo(200);
        assertThat(Tagged.in(Tagged.get(fixture, "/b/copy"))).isEqualTo("k=v");
    }

    @Test
    void tagsThatMayNotBeReadAreAccessDeniedAndNoEmptySet() throws IOException {
        fixture.ufs.hideTags();
        makeBehindTheWorker("o");
        fixture.ufs.failAll(UfsCall.TAGS, UfsException.Kind.DENIED);
        assertThat(Tagged.get(fixture, "/b/o").error()).isEqualTo("AccessDenied");
        assertThat(fixture.answer("PUT", "/b/copy", new byte[0], "x-amz-copy-source", "/b/o")
                        .error())
                .isEqualTo("AccessDenied");
        assertThat(fixture.answer(
                                "PUT",
                                "/b/copy",
                                new byte[0],
                                "x-amz-copy-source",
                                "/b/o",
                                "x-amz-tagging-directive",
                                "REPLACE")
                        .status())
                .isEqualTo(200);
        assertThat(fixture.get("/b/o").status()).isEqualTo(200);
    }

    private void makeBehindTheWorker(String key) throws IOException {
        UfsAttributes tagged = UfsAttributes.NONE.withTags(Map.of("k", "v"));
        try (UfsOutput output = fixture.ufs.create("b/" + key, new UfsCreateOptions(0, tagged))) {
            output.commit(UfsContent.of(UfsStatus.EMPTY_ETAG));
        }
    }

    @Test
    void whatIsMissingIs404() {
        assertThat(Tagged.get(fixture, "/b/none").error()).isEqualTo("NoSuchKey");
        assertThat(Tagged.get(fixture, "/none/o").error()).isEqualTo("NoSuchBucket");
    }

    @Test
    void withoutTheSettingItIsRefusedByName() throws IOException {
        fixture.put("o", "x", "x-amz-tagging", "k=v");
        try (OpFixture off = new OpFixture(directory.resolve("off"), true, false, new TagRules(true))) {
            off.put("o", "x");
            for (Answer answer : List.of(
                    Tagged.get(off, "/b/o"),
                    Tagged.put(off, "/b/o", "k", "v"),
                    Tagged.delete(off, "/b/o"),
                    Tagged.get(off, "/b"),
                    Tagged.put(off, "/b", "k", "v"),
                    Tagged.delete(off, "/b"),
                    off.put("o", "y", "x-amz-tagging", "k=v"),
                    off.answer("POST", "/b/o?uploads", null, "x-amz-tagging", "k=v"))) {
                assertThat(answer.error()).isEqualTo("NotImplemented");
                assertThat(answer.text()).contains("alluxio.underfs.xattr.change.enabled=true");
            }
            assertThat(off.get("/b/o").text()).isEqualTo("x");
            assertThat(off.put("o", "y", "x-amz-tagging", "").status()).isEqualTo(200);
        }
    }
}
