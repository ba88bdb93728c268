package cacheworker.ufs.s3;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.base.ByteRange;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsPartPlace;
import cacheworker.core.ufs.UfsParts;
import cacheworker.core.ufs.UnderFileSystem;
import cacheworker.ufs.contract.UfsCalls;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of a service's answers about one part of an object. */
class S3PartPlacesTest {
    private static final String STATE = "ETag: \"e-2\"\r\nLast-Modified: Mon, 23 Nov 2026 05:37:06 GMT\r\n";
    private static final Reply BEYOND = Reply.of("416 Requested Range Not Satisfiable", "", "");

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

    private static Reply part(String range, int length) {
        String headers = STATE + "Content-Range: bytes " + range + "\r\nx-amz-mp-parts-count: 2\r\n";
        return Reply.of("206 Partial Content", headers, length, "");
    }

    @Test
    void theServiceIsAskedForThePartOfThisVersion() throws IOException {
        server.answer(part("100-149/150", 50));
        assertThat(ufs.part("k", "e-2", 2)).isEqualTo(new UfsPartPlace(2, new ByteRange(100, 50)));
        assertThat(server.requests().get(0).line()).isEqualTo("HEAD /bucket/k?partNumber=2 HTTP/1.1");
        assertThat(server.requests().get(0).headers()).containsEntry("if-match", "\"e-2\"");
    }

    @Test
    void beyondTheLastPartTheFirstTellsHowManyThereAre() throws IOException {
        server.answer(BEYOND, part("0-99/150", 100));
        assertThat(ufs.part("k", "e-2", 3)).isEqualTo(new UfsPartPlace(2, null));
        assertThat(server.requests().get(1).line()).contains("partNumber=1 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"400 Bad Request", "501 Not Implemented", "416 Requested Range Not Satisfiable"})
    void ofAServiceThatKnowsNoPartsNothingIsKnown(String refusal) throws IOException {
        server.answer(Reply.of(refusal, "", ""));
        assertThat(ufs.part("k", "e-2", 1)).isNull();
        assertThat(ufs.part("k", "e-2", 2)).isNull();
    }

    @Test
    void ofAServiceThatAnswersWithTheObjectNothingIsKnown() throws IOException {
        server.answer(Reply.of("200 OK", STATE, 150, ""));
        assertThat(ufs.part("k", "e-2", 2)).isNull();
    }

    @Test
    void anotherVersionIsNotTaken() {
        server.answer(Reply.of("412 Precondition Failed", "", ""));
        UfsCalls.assertFails(Kind.CHANGED, () -> ufs.part("k", "e-2", 2));
        server.answer(part("100-149/150", 50));
        UfsCalls.assertFails(Kind.CHANGED, () -> ufs.part("k", "other-2", 2));
        server.answer(Reply.of("404 Not Found", "", ""));
        UfsCalls.assertFails(Kind.NOT_FOUND, () -> ufs.part("k", "e-2", 2));
    }

    private static Reply listed(int total, String parts) {
        String body = "<GetObjectAttributesResponse><ETag>e-2</ETag><ObjectParts><PartsCount>" + total + "</PartsCount>"
                + parts + "</ObjectParts></GetObjectAttributesResponse>";
        return Reply.of("200 OK", "Content-Type: application/xml\r\n", body);
    }

    private static String listed(int number) {
        return "<NextPartNumberMarker>" + number + "</NextPartNumberMarker><Part><PartNumber>" + number
                + "</PartNumber><Size>4</Size><ChecksumCRC32>AAAAAA==</ChecksumCRC32></Part>";
    }

    @Test
    void allPartsComePageByPage() throws IOException {
        server.answer(listed(2, listed(1)), listed(2, listed(9)));
        UfsParts parts = ufs.parts("k", "e-2");
        assertThat(parts.count()).isEqualTo(2);
        assertThat(parts.range(2)).isEqualTo(new ByteRange(4, 4));
        assertThat(parts.checksum(2)).isEqualTo("AAAAAA==");
        assertThat(server.requests().get(1).headers()).containsEntry("x-amz-part-number-marker", "1");
    }

    @Test
    void partsThatAreCountedAndNotListedAreNotKnown() throws IOException {
        server.answer(listed(2, ""));
        assertThat(ufs.parts("k", "e-2")).isEqualTo(UfsParts.NONE);
        UfsCalls.assertFails(Kind.CHANGED, () -> ufs.parts("k", "other-2"));
        server.answer(listed(3, listed(1)), listed(3, listed(1)));
        assertThat(ufs.parts("k", "e-2")).isEqualTo(UfsParts.NONE);
        server.answer(Reply.error("501 Not Implemented", "NotImplemented"));
        assertThat(ufs.parts("k", "e-2")).isEqualTo(UfsParts.NONE);
        server.answer(Reply.error("403 Forbidden", "AccessDenied"));
        assertThat(ufs.parts("k", "e-2")).isEqualTo(UfsParts.NONE);
    }

    @Test
    void anObjectThatWasWrittenAtOnceIsNotAskedFor() throws IOException {
        assertThat(ufs.part("k", "d41d8cd98f00b204e9800998ecf8427e", 1)).isNull();
        assertThat(server.requests()).isEmpty();
    }
}
