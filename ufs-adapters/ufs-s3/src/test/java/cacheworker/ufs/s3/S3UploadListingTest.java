package cacheworker.ufs.s3;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.ufs.UfsUpload;
import cacheworker.core.ufs.UnderFileSystem;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listings of uploads and of parts that come in pages, in other orders than ours, or cut. */
class S3UploadListingTest {
    private FaultServer server;
    private UnderFileSystem ufs;

    @BeforeEach
    void start() throws IOException {
        server = new FaultServer();
        ufs = server.open();
    }

    @AfterEach
    void stop() throws IOException {
        ufs.close();
        server.close();
    }

    private static Reply document(String name, String content) {
        return Reply.of("200 OK", "Content-Type: application/xml\r\n", "<" + name + ">" + content + "</" + name + ">");
    }

    private static Reply uploads(String next, String... uploads) {
        return document(
                "ListMultipartUploadsResult",
                "<Bucket>bucket</Bucket><EncodingType>url</EncodingType>" + next + String.join("", uploads));
    }

    private static String more(String key, String id) {
        return "<IsTruncated>true</IsTruncated><NextKeyMarker>" + key + "</NextKeyMarker><NextUploadIdMarker>" + id
                + "</NextUploadIdMarker>";
    }

    private static String upload(String key, String id, int second) {
        return "<Upload><Key>" + key + "</Key><UploadId>" + id + "</UploadId><Initiated>2015-10-21T07:28:0" + second
                + ".000Z</Initiated></Upload>";
    }

    private static Reply parts(String next, int... numbers) {
        StringBuilder parts = new StringBuilder("<UploadId>id</UploadId>" + next);
        for (int number : numbers) {
            parts.append("<Part><PartNumber>" + number + "</PartNumber><ETag>\"e" + number
                    + "\"</ETag><Size>1</Size></Part>");
        }
        return document("ListPartsResult", parts.toString());
    }

    private static String moreParts(int marker) {
        return "<IsTruncated>true</IsTruncated><NextPartNumberMarker>" + marker + "</NextPartNumberMarker>";
    }

    private List<String> ids(String prefix, String afterPath, String afterId, int most) throws Exception {
        return ufs.multipart().uploads(prefix, afterPath, afterId, most).stream()
                .map(UfsUpload::uploadId)
                .toList();
    }

    /** The service sorts by id, and its page ends within the uploads of a path. */
    @Test
    void uploadsOfOnePathAreSortedByAge() throws Exception {
        server.answer(
                uploads(more("b", "y"), upload("a%20b", "z", 1), upload("b", "x", 3), upload("b", "y", 2)),
                uploads("<IsTruncated>false</IsTruncated>", upload("b", "z", 1), upload("c", "v", 1)));

        assertThat(ids("", "", null, 2)).containsExactly("z", "z");
        assertThat(server.requests().get(1).line()).contains("key-marker=b", "upload-id-marker=y");
    }

    @Test
    void nothingBehindTheLastIsAskedFor() throws Exception {
        server.answer(uploads(more("c", "x"), upload("a", "x", 1), upload("b", "y", 2), upload("c", "x", 3)));

        assertThat(ids("", "", null, 2)).containsExactly("x", "y");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void uploadsBehindOneOfTheSamePathAreGoneThroughByAge() throws Exception {
        Reply ofPath = uploads(
                "<IsTruncated>false</IsTruncated>",
                upload("b", "x", 3),
                upload("b", "y", 2),
                upload("b", "z", 1),
                upload("bc", "a", 0));
        Reply behind = uploads("<IsTruncated>false</IsTruncated>", upload("bc", "a", 0));
        server.answer(ofPath, behind, ofPath, behind, ofPath);

        assertThat(ids("", "b", "z", 10)).containsExactly("y", "x", "a");
        assertThat(ids("", "b", "ended", 10)).containsExactly("z", "y", "x", "a");
        assertThat(ids("", "b", "z", 2)).containsExactly("y", "x");
        assertThat(server.requests().get(1).line()).contains("key-marker=b").doesNotContain("upload-id-marker");
    }

    @Test
    void namesThatAreNeverListedAreLeftOut() throws Exception {
        server.answer(uploads(
                "<IsTruncated>false</IsTruncated>",
                upload("a/../b", "x", 1),
                upload("a/b", "y", 1),
                upload("other", "z", 1)));

        assertThat(ids("a/", "", null, 10)).containsExactly("y");
    }

    @Test
    void aListingThatIsCutWithoutAMarkerIsAFailure() {
        server.answer(uploads("<IsTruncated>true</IsTruncated>", upload("a", "x", 1)));
        assertFails(Kind.UNAVAILABLE, () -> ids("", "", null, 10));
    }

    @Test
    void aListingThatStandsStillIsAFailure() {
        server.answer(uploads(more("a", "x"), upload("a", "x", 1)));
        assertFails(Kind.UNAVAILABLE, () -> ids("", "", null, 10));
    }

    @Test
    void aDocumentOfAnotherKindIsNoListing() {
        server.answer(Reply.of("200 OK", "Content-Type: text/html\r\n", "<html>Log in</html>"));

        assertFails(Kind.UNAVAILABLE, () -> ids("", "", null, 10));
        assertFails(Kind.UNAVAILABLE, () -> ufs.multipart().parts("key", "id", 0, 10));
    }

    @Test
    void partsComeInPages() throws Exception {
        server.answer(parts(moreParts(3), 2, 3), parts("<IsTruncated>false</IsTruncated>", 7));

        assertThat(ufs.multipart().parts("key", "id", 1, 10))
                .extracting(UfsPart::number)
                .containsExactly(2, 3, 7);
        assertThat(server.requests().get(0).line()).contains("part-number-marker=1", "max-parts=10");
        assertThat(server.requests().get(1).line()).contains("part-number-marker=3");
    }

    @Test
    void asManyPartsAreAskedForAsAreWanted() throws Exception {
        server.answer(parts(moreParts(3), 2, 3));

        assertThat(ufs.multipart().parts("key", "id", 0, 2)).hasSize(2);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aServiceThatKnowsNoMarkersIsAskedForAllParts() throws Exception {
        server.answer(
                Reply.error("501 Not Implemented", "NotImplemented"),
                parts("<IsTruncated>false</IsTruncated>", 1, 2, 3, 4));

        assertThat(ufs.multipart().parts("key", "id", 2, 1))
                .extracting(UfsPart::number)
                .containsExactly(3);
        assertThat(server.requests().get(1).line()).doesNotContain("part-number-marker");
    }

    @Test
    void partsThatAreCutWithoutAMarkerAreAFailure() {
        server.answer(parts(moreParts(0), 1));
        assertFails(Kind.UNAVAILABLE, () -> ufs.multipart().parts("key", "id", 0, 10));
    }

    /** Services that keep no list of uploads beside the parts say nothing wrong of any id. */
    @Test
    void anUploadWithoutPartsIsLookedForAmongThoseUnderWay() throws Exception {
        Reply none = parts("<IsTruncated>false</IsTruncated>");
        Reply others = uploads("<IsTruncated>false</IsTruncated>", upload("key", "other", 1), upload("key2", "id", 1));
        server.answer(none, others, none, others, none, uploads("", upload("key", "id", 1)));

        assertFails(Kind.NO_SUCH_UPLOAD, () -> ufs.multipart().parts("key", "id", 0, 10));
        assertFails(
                Kind.NO_SUCH_UPLOAD,
                () -> ufs.multipart().complete("key", "id", List.of(new UfsPart(1, 1, "e1", 0)), "etag"));
        assertThat(ufs.multipart().parts("key", "id", 0, 10)).isEmpty();
    }

    @Test
    void anUploadWithoutPartsIsBelievedInWhereUploadsMayNotBeListed() throws Exception {
        server.answer(parts("<IsTruncated>false</IsTruncated>"), Reply.error("403 Forbidden", "AccessDenied"));

        assertThat(ufs.multipart().parts("key", "id", 0, 10)).isEmpty();
    }
}
