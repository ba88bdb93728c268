package cacheworker.ufs.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCondition;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.core.ufs.UnderFileSystem;
import cacheworker.ufs.contract.UfsCalls;
import cacheworker.ufs.s3.FaultServer.Request;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said to a service about tags, and what is made of its answers. */
class S3TagsTest {
    private static final Map<String, String> TAGS = Map.of("a b", "1&2", "ä", "");
    private static final UfsAttributes TAGGED = UfsAttributes.NONE.withTags(TAGS);
    private static final String STATE = "ETag: \"e\"\r\nLast-Modified: Mon, 23 Nov 2026 05:37:06 GMT\r\n";
    private static final Reply TAG_SET = xml("<Tagging><TagSet><Tag><Key>a b</Key><Value>1&amp;2</Value></Tag>"
            + "<Tag><Key>&#228;</Key><Value></Value></Tag></TagSet></Tagging>");
    private static final Reply PLAIN = Reply.of("200 OK", STATE, 1, "");
    private static final Reply HEAD = Reply.of("200 OK", STATE + "x-amz-tagging-count: 2\r\n", 1, "");
    private static final Reply DONE = Reply.of("200 OK", STATE, "");

    private static Reply xml(String body) {
        return Reply.of("200 OK", "Content-Type: application/xml\r\n", body);
    }

    private FaultServer server;
    private UnderFileSystem ufs;

    @BeforeEach
    void start() throws IOException {
        server = new FaultServer();
        ufs = server.open(Map.of("alluxio.underfs.xattr.change.enabled", "true"));
    }

    @AfterEach
    void stop() throws IOException {
        ufs.close();
        server.close();
    }

    private List<String> lines() {
        return server.requests().stream()
                .map(Request::line)
                .map(line -> line.replace(" HTTP/1.1", ""))
                .toList();
    }

    private String header(int request, String name) {
        return server.requests().get(request).headers().get(name);
    }

    @Test
    void anObjectThatCountsTagsIsAskedForThem() throws IOException {
        server.answer(HEAD, TAG_SET);
        assertThat(ufs.stat("k").attributes()).isEqualTo(TAGGED);
        assertThat(lines()).containsExactly("HEAD /bucket/k", "GET /bucket/k?tagging");
    }

    @Test
    void anObjectThatCountsNoneIsNot() throws IOException {
        server.answer(PLAIN);
        assertThat(ufs.stat("k").attributes()).isEqualTo(UfsAttributes.NONE);
        assertThat(lines()).containsExactly("HEAD /bucket/k");
    }

    @Test
    void whoAsksForTagsIsToldThemByTheServiceItself() throws IOException {
        server.answer(TAG_SET, xml("<Tagging><TagSet></TagSet></Tagging>"), TAG_SET);
        assertThat(ufs.tags("k")).isEqualTo(TAGS);
        assertThat(ufs.tags("k")).isEmpty();
        assertThat(ufs.tags("f/")).isEqualTo(TAGS);
        assertThat(lines()).containsExactly("GET /bucket/k?tagging", "GET /bucket/k?tagging", "GET /bucket/f/?tagging");
    }

    @Test
    void tagsThatMayNotBeReadAreNoEmptySet() {
        server.answer(Reply.error("403 Forbidden", "AccessDenied"));
        UfsCalls.assertFails(Kind.DENIED, () -> ufs.tags("k"));
        UfsCalls.assertFails(Kind.DENIED, () -> ufs.tags("f/"));
        server.answer(Reply.error("404 Not Found", "NoSuchKey"));
        UfsCalls.assertFails(Kind.NOT_FOUND, () -> ufs.tags("k"));
        server.answer(Reply.error("501 Not Implemented", "NotImplemented"));
        UfsCalls.assertFails(Kind.UNSUPPORTED, () -> ufs.tags("k"));
    }

    @Test
    void whoMayNotSeeTagsMaySeeTheObject() throws IOException {
        server.answer(HEAD, Reply.error("403 Forbidden", "AccessDenied"));
        assertThat(ufs.stat("k").attributes()).isEqualTo(UfsAttributes.NONE);
        server.answer(HEAD, Reply.error("500 Oops", "InternalError"));
        UfsCalls.assertFails(Kind.UNAVAILABLE, () -> ufs.stat("k"));
    }

    @Test
    void aPutAndAnUploadBringThemInAHeader() throws IOException {
        server.answer(DONE, HEAD, TAG_SET);
        UfsStatus put = new UfsCalls(ufs).put("k", "x", TAGGED);
        assertThat(put.attributes()).isEqualTo(TAGGED);
        assertThat(header(0, "x-amz-tagging")).isEqualTo("a%20b=1%262&%C3%A4=");

        server.answer(xml("<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>"));
        ufs.multipart().begin("k", TAGGED, null);
        assertThat(header(3, "x-amz-tagging")).isEqualTo("a%20b=1%262&%C3%A4=");
    }

    @Test
    void aCopyAlwaysSaysItsTags() throws IOException {
        Reply copied = xml("<CopyObjectResult><ETag>\"e\"</ETag></CopyObjectResult>");
        server.answer(HEAD, TAG_SET, copied);
        ufs.copy("k", "e", "same", TAGGED, UfsCondition.NONE);
        assertThat(header(2, "x-amz-tagging-directive")).isEqualTo("REPLACE");
        assertThat(header(2, "x-amz-tagging")).isEqualTo("a%20b=1%262&%C3%A4=");

        server.answer(PLAIN, copied);
        ufs.copy("k", "e", "without", UfsAttributes.NONE, UfsCondition.NONE);
        assertThat(header(4, "x-amz-tagging-directive")).isEqualTo("REPLACE");
        assertThat(header(4, "x-amz-tagging")).isNull();

        server.answer(PLAIN, copied);
        ufs.copy("k", "e", "with", TAGGED, UfsCondition.NONE);
        assertThat(header(6, "x-amz-tagging")).isEqualTo("a%20b=1%262&%C3%A4=");
    }

    @Test
    void tagsAreReplacedOrDeleted() throws IOException {
        server.answer(DONE, HEAD, TAG_SET);
        assertThat(ufs.setTags("k", TAGS).attributes()).isEqualTo(TAGGED);
        assertThat(server.requests().get(0).body()).contains("<Key>a b</Key><Value>1&amp;2</Value>");

        server.answer(DONE, PLAIN);
        assertThat(ufs.setTags("k", Map.of()).attributes()).isEqualTo(UfsAttributes.NONE);
        assertThat(lines())
                .containsExactly(
                        "PUT /bucket/k?tagging",
                        "HEAD /bucket/k",
                        "GET /bucket/k?tagging",
                        "DELETE /bucket/k?tagging",
                        "HEAD /bucket/k");
        server.answer(Reply.error("404 Not Found", "NoSuchKey"));
        UfsCalls.assertFails(Kind.NOT_FOUND, () -> ufs.setTags("none", TAGS));
        server.answer(Reply.error("501 Not Implemented", "NotImplemented"));
        UfsCalls.assertFails(Kind.UNSUPPORTED, () -> ufs.setTags("k", TAGS));
    }

    @Test
    void tagsThatTheServiceDoesNotTakeAreRefusedWithItsOwnWords() {
        server.answer(Reply.error("400 Bad Request", "InvalidTag"));
        assertThatThrownBy(() -> ufs.setTags("k", TAGS))
                .hasMessageContaining("400 InvalidTag (why)")
                .extracting("kind")
                .isEqualTo(Kind.BAD_TAGS);
        server.answer(Reply.of(
                "400 Bad Request",
                "Content-Type: application/xml\r\n",
                "<Error><Code>BadRequest</Code><Message>Object tags cannot be greater than 10</Message></Error>"));
        assertThatThrownBy(() -> new UfsCalls(ufs).put("k", "x", TAGGED))
                .hasMessageContaining("Object tags cannot be greater than 10")
                .extracting("kind")
                .isEqualTo(Kind.BAD_TAGS);
        server.answer(Reply.error("400 Bad Request", "BadRequest"));
        UfsCalls.assertFails(Kind.UNSUPPORTED, () -> ufs.setTags("k", TAGS));
    }

    @Test
    void aRootThatIsTheBucketHasItsTags() throws IOException {
        server.answer(
                Reply.error("404 Not Found", "NoSuchTagSet"), TAG_SET, Reply.error("404 Not Found", "NoSuchBucket"));
        assertThat(ufs.tags("")).isEmpty();
        assertThat(ufs.tags("")).isEqualTo(TAGS);
        UfsCalls.assertFails(Kind.NOT_FOUND, () -> ufs.tags(""));
        Reply empty = xml("<ListBucketResult><Name>bucket</Name><IsTruncated>false</IsTruncated></ListBucketResult>");
        server.answer(empty, DONE, empty, DONE);
        assertThat(ufs.setTags("", TAGS).attributes()).isEqualTo(TAGGED);
        ufs.setTags("", Map.of());
        assertThat(lines().get(4)).isEqualTo("PUT /bucket?tagging");
        assertThat(lines().get(6)).isEqualTo("DELETE /bucket?tagging");
    }

    @Test
    void aFolderWithoutMarkerGetsOneForItsTags() throws IOException {
        Reply under =
                xml("<ListBucketResult><Name>bucket</Name><IsTruncated>false</IsTruncated><Contents><Key>f/k</Key>"
                        + "<LastModified>2026-11-23T05:37:06.000Z</LastModified><ETag>\"e\"</ETag><Size>1</Size>"
                        + "</Contents></ListBucketResult>");
        server.answer(under, Reply.error("404 Not Found", "NoSuchKey"), DONE, under);
        ufs.setTags("f/", TAGS);
        assertThat(lines().get(1)).isEqualTo("PUT /bucket/f/?tagging");
        assertThat(lines().get(2)).isEqualTo("PUT /bucket/f/");
        assertThat(header(2, "x-amz-tagging")).isEqualTo("a%20b=1%262&%C3%A4=");
    }

    @Test
    void withoutTheSettingNothingIsSaidOfTags() throws IOException {
        try (UnderFileSystem off = server.open()) {
            server.answer(HEAD, HEAD, HEAD, xml("<CopyObjectResult><ETag>\"e\"</ETag></CopyObjectResult>"));
            assertThat(off.stat("k").attributes()).isEqualTo(UfsAttributes.NONE);
            assertThat(off.tags("k")).isEmpty();
            UfsCalls.assertFails(Kind.UNSUPPORTED, () -> off.setTags("k", Map.of()));
            UfsCalls.assertFails(Kind.UNSUPPORTED, () -> off.setTags("", TAGS));
            UfsCalls.assertFails(Kind.UNSUPPORTED, () -> new UfsCalls(off).put("k", "x", TAGGED));
            assertThat(lines()).containsExactly("HEAD /bucket/k", "HEAD /bucket/k");
            off.copy("k", "e", "copy", UfsAttributes.NONE, UfsCondition.NONE);
            assertThat(header(3, "x-amz-tagging-directive")).isNull();
        }
    }
}
