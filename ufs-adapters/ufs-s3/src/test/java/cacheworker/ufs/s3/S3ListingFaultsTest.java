package cacheworker.ufs.s3;

import static cacheworker.ufs.contract.UfsCalls.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsEntry;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsListRequest;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.core.ufs.UnderFileSystem;
import cacheworker.ufs.contract.UfsCalls;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a listing makes of a service that misbehaves: no key is lost or made up without a failure. */
class S3ListingFaultsTest {
    private static final String DATE = "Last-Modified: Wed, 21 Oct 2015 07:28:00 GMT\r\n";

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

    private static Reply page(String lines) {
        return Reply.of(
                "200 OK",
                "Content-Type: application/xml\r\n",
                "<?xml version=\"1.0\"?><ListBucketResult><Name>bucket</Name><EncodingType>url</EncodingType>" + lines
                        + "</ListBucketResult>");
    }

    private static String key(String name, String etag) {
        return "<Contents><Key>" + name + "</Key><LastModified>2015-10-21T07:28:00.000Z</LastModified>" + etag
                + "<Size>3</Size></Contents>";
    }

    private static String key(String name) {
        return key(name, "<ETag>&quot;" + name + "&quot;</ETag>");
    }

    private static String folder(String prefix) {
        return "<CommonPrefixes><Prefix>" + prefix + "</Prefix></CommonPrefixes>";
    }

    private static String cut(String token) {
        return "<IsTruncated>true</IsTruncated>" + token;
    }

    private List<UfsEntry> list(String delimiter) throws UfsException {
        return new UfsCalls(ufs).entries(new UfsListRequest("", "", delimiter, 1000, false));
    }

    private List<String> names(String delimiter) throws UfsException {
        return list(delimiter).stream().map(UfsEntry::path).toList();
    }

    private UfsStatus only() throws UfsException {
        List<UfsEntry> entries = list("/");
        assertThat(entries).hasSize(1);
        return entries.get(0).status();
    }

    @Test
    void anETagThatTheListingLeavesOutIsAskedFor() throws Exception {
        server.answer(page(key("a", "")), Reply.of("200 OK", "ETag: \"real\"\r\n" + DATE, 7, ""));

        UfsStatus status = only();

        assertThat(status.etag()).isEqualTo("real");
        assertThat(status.version()).isEqualTo("real");
        assertThat(status.length()).isEqualTo(7);
    }

    /** Shown, so that listings do not fail for it, but without a version nothing can be read of it safely. */
    @Test
    void anObjectWithoutAnyETagIsListedButNotRead() throws Exception {
        server.answer(page(key("a", "")), Reply.of("200 OK", DATE, 3, ""));

        UfsStatus status = only();

        assertThat(status.etag()).endsWith("-1");
        assertThat(status.lastModifiedMillis()).isEqualTo(1_445_412_480_000L);
        assertFails(Kind.UNSUPPORTED, () -> ufs.stat("a"));
    }

    @Test
    void anObjectThatIsGoneWhenItIsAskedForIsLeftOut() throws Exception {
        server.answer(page(key("a", "") + key("b")), Reply.of("404 Not Found", "", 0, ""));

        assertThat(names("")).containsExactly("b");
    }

    @Test
    void anythingElseThatFailsFailsTheListing() {
        server.answer(page(key("a", "") + key("b")), Reply.of("503 Slow Down", "", 0, ""));

        assertFails(Kind.THROTTLED, () -> list(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void keysOutOfOrderAreRefused(String delimiter) {
        server.answer(page(key("b") + key("a")));

        assertFails(Kind.UNSUPPORTED, () -> list(delimiter));
    }

    @Test
    void keysOutOfOrderBetweenPagesAreRefused() {
        server.answer(page(key("b") + cut("<NextContinuationToken>x</NextContinuationToken>")), page(key("a")));

        assertFails(Kind.UNSUPPORTED, () -> list(""));
    }

    @Test
    void prefixesOfAPageMayComeInAnyOrderAndTwice() throws Exception {
        server.answer(
                page(folder("z/") + folder("b/") + key("c") + cut("<NextContinuationToken>x</NextContinuationToken>")),
                page(folder("z/")));

        assertThat(names("/")).containsExactly("b/", "c", "z/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<NextContinuationToken></NextContinuationToken>"})
    void aCutListingWithoutATokenIsAFailure(String token) {
        server.answer(page(key("a") + cut(token)));

        assertFails(Kind.UNAVAILABLE, () -> list(""));
    }

    @Test
    void aTokenThatDoesNotMoveOnIsAFailure() {
        server.answer(page(key("a") + cut("<NextContinuationToken>same</NextContinuationToken>")));

        assertFails(Kind.UNAVAILABLE, () -> list(""));
    }

    @Test
    void anEmptyPageInTheMiddleIsNotTheEnd() throws Exception {
        server.answer(
                page(key("a") + cut("<NextContinuationToken>1</NextContinuationToken>")),
                page(cut("<NextContinuationToken>2</NextContinuationToken>")),
                page(key("b")));

        assertThat(names("")).containsExactly("a", "b");
    }

    @Test
    void aFailureBetweenPagesFailsTheListing() {
        server.answer(
                page(key("a") + cut("<NextContinuationToken>1</NextContinuationToken>")),
                Reply.error("500 Error", "InternalError"));

        assertFails(Kind.UNAVAILABLE, () -> list(""));
    }

    @Test
    void aDocumentThatIsCutFailsTheListing() {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nConnection: close\r\n";
        String body = "<ListBucketResult>" + key("a");
        server.answer(Reply.raw(head + "Content-Length: 1000\r\n\r\n" + body), Reply.raw(head + "\r\n" + body));

        assertFails(Kind.UNAVAILABLE, () -> list(""));
        assertFails(Kind.UNAVAILABLE, () -> list(""));
    }

    @Test
    void aDocumentOfAnotherKindIsNotAnEmptyListing() {
        server.answer(Reply.of("200 OK", "Content-Type: text/html\r\n", "<html><body>Log in</body></html>"));

        assertFails(Kind.UNAVAILABLE, () -> list(""));
    }

    /** As s3proxy does, which takes {@code a//} for {@code a/}. */
    @Test
    void whatDoesNotBeginWithThePrefixIsLeftOut() throws Exception {
        server.answer(page(key("a/b") + key("a//c") + folder("a/x/") + folder("a//x/")));
        UfsListRequest request = new UfsListRequest("a//", "", "/", 1000, false);
        assertThat(new UfsCalls(ufs).entries(request))
                .extracting(UfsEntry::path)
                .containsExactly("a//", "a//c", "a//x/");

        server.answer(page(key("a/b")));
        assertFails(Kind.NOT_FOUND, () -> ufs.stat("a//"));
    }

    /** Which would let a mount look empty, and a folder be deleted that is not. */
    @Test
    void aFolderIsNotTakenForEmptyOnSuchADocument() {
        server.answer(Reply.of("200 OK", "Content-Type: text/html\r\n", "<html><body>Log in</body></html>"));

        assertFails(Kind.UNAVAILABLE, () -> ufs.stat("a/"));
        assertFails(Kind.UNAVAILABLE, () -> ufs.delete("a/"));
    }

    @Test
    void keysThatNobodyCouldAskForAreLeftOut() throws Exception {
        server.answer(page(key("a/../b") + key("a/./c") + key("a/d")));

        assertThat(names("")).containsExactly("a/", "a/d");
    }
}
