package cacheworker.ufs.s3;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.ufs.UfsChecksumKind;
import cacheworker.core.ufs.UfsCondition;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.ufs.UfsPartOutput;
import cacheworker.core.ufs.UfsParts;
import cacheworker.core.ufs.UnderFileSystem;
import cacheworker.ufs.contract.UfsCalls;
import cacheworker.ufs.s3.FaultServer.Request;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said to a service about checksums of uploads in parts, and what is made of its answers. */
class S3PartChecksumsTest {
    private static final UfsChecksumKind SHA256 = new UfsChecksumKind("SHA256", true);
    private static final UfsChecksumKind CRC32 = new UfsChecksumKind("CRC32", false);
    private static final String BEGUN =
            "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>";
    private static final Reply STORED = Reply.of("200 OK", "ETag: \"part\"\r\n", "");
    private static final String STATE = "ETag: \"e-1\"\r\nLast-Modified: Mon, 23 Nov 2026 05:37:06 GMT\r\n";
    private static final String PART_FIELDS = "<PartNumber>1</PartNumber><ETag>\"part\"</ETag><Size>4</Size>";

    private static Reply xml(String headers, String body) {
        return Reply.of("200 OK", "Content-Type: application/xml\r\n" + headers, body);
    }

    private static Reply begunWith(String algorithm) {
        return begunWith(algorithm, "COMPOSITE");
    }

    private static Reply begunWith(String algorithm, String type) {
        String headers = "x-amz-checksum-algorithm: " + algorithm + "\r\nx-amz-checksum-type: " + type + "\r\n";
        return xml(headers, BEGUN);
    }

    private static Reply listing(String fields) {
        return xml("", "<ListPartsResult><UploadId>u</UploadId>" + fields + "</ListPartsResult>");
    }

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

    private Request request(int number) {
        return server.requests().get(number);
    }

    private void writePart(String id) throws IOException {
        try (UfsPartOutput part = ufs.multipart().part("k", id, 1, 4)) {
            part.write(ByteBuffer.allocate(4));
            part.commit("md5");
        }
    }

    @Test
    void theServiceIsToldWhichChecksumAnUploadWillHave() throws IOException {
        server.answer(begunWith("SHA256"), STORED);
        String id = ufs.multipart().begin("k", UfsAttributes.NONE, SHA256);
        assertThat(request(0).headers())
                .containsEntry("x-amz-checksum-algorithm", "SHA256")
                .containsEntry("x-amz-checksum-type", "COMPOSITE");
        assertThat(ufs.multipart().checksumKind("k", id)).isEqualTo(SHA256);
        writePart(id);
        assertThat(request(1).headers()).containsEntry("x-amz-trailer", "x-amz-checksum-sha256");
        assertThat(request(1).body()).contains("x-amz-checksum-sha256:");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aServiceThatDoesNotKeepItHasUploadsOfNoKind() throws IOException {
        server.answer(xml("", BEGUN));
        String id = ufs.multipart().begin("k", UfsAttributes.NONE, SHA256);
        assertThat(ufs.multipart().checksumKind("k", id)).isNull();
    }

    @Test
    void theTypeIsWhatTheServiceSaysAndNotWhatItWasAskedFor() throws IOException {
        server.answer(begunWith("CRC32", "COMPOSITE"));
        String id = ufs.multipart().begin("k", UfsAttributes.NONE, CRC32);
        assertThat(request(0).headers()).containsEntry("x-amz-checksum-type", "FULL_OBJECT");
        assertThat(ufs.multipart().checksumKind("k", id)).isEqualTo(new UfsChecksumKind("CRC32", true));
        // Services that know no types make composite ones.
        server.answer(xml("x-amz-checksum-algorithm: CRC32\r\n", BEGUN));
        String other = ufs.multipart().begin("k", UfsAttributes.NONE, CRC32);
        assertThat(ufs.multipart().checksumKind("k", other)).isEqualTo(new UfsChecksumKind("CRC32", true));
    }

    @Test
    void checksumsThatTheServiceDoesNotShowAreRememberedAsLongAsThePartIsThere() throws IOException {
        Reply parts = listing("<Part>" + PART_FIELDS + "<ChecksumCRC32>other</ChecksumCRC32></Part>");
        server.answer(xml("", BEGUN), STORED, parts);
        String id = ufs.multipart().begin("k", UfsAttributes.NONE, new UfsChecksumKind("CRC64NVME", false));
        UfsChecksum sent = new UfsChecksum("CRC64NVME", "AAAAAAAAAAA=", false);
        try (UfsPartOutput part = ufs.multipart().part("k", id, 1, 4)) {
            part.write(ByteBuffer.allocate(4));
            assertThat(part.commit("md5", sent).checksum()).isEqualTo(sent);
        }
        assertThat(ufs.multipart().parts("k", id, 0, 10))
                .extracting(UfsPart::checksum)
                .containsExactly(sent);
        server.answer(listing("<Part>" + PART_FIELDS.replace("\"part\"", "\"another\"") + "</Part>"));
        assertThat(ufs.multipart().parts("k", id, 0, 10))
                .extracting(UfsPart::checksum)
                .containsNull();
    }

    @Test
    void aServiceThatRefusesToHearOfItIsAskedAgainWithout() throws IOException {
        server.answer(Reply.error("501 Not Implemented", "NotImplemented"), xml("", BEGUN));
        String id = ufs.multipart().begin("k", UfsAttributes.NONE, SHA256);
        assertThat(request(1).headers()).doesNotContainKey("x-amz-checksum-type");
        assertThat(ufs.multipart().checksumKind("k", id)).isNull();
        server.answer(Reply.error("403 Forbidden", "AccessDenied"));
        UfsCalls.assertFails(Kind.DENIED, () -> ufs.multipart().begin("k", UfsAttributes.NONE, SHA256));
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void anUploadWithoutOneIsBegunWithout() throws IOException {
        server.answer(xml("", BEGUN));
        ufs.multipart().begin("k", UfsAttributes.NONE, null);
        ufs.multipart().begin("k", UfsAttributes.NONE, new UfsChecksumKind("CRC64NVME", false));
        assertThat(request(0).headers()).doesNotContainKeys("x-amz-checksum-algorithm", "x-amz-checksum-type");
        assertThat(request(1).headers()).doesNotContainKeys("x-amz-checksum-algorithm", "x-amz-checksum-type");
    }

    @Test
    void theServiceIsAskedOnceOfAnUploadThatAnotherHasBegun() throws IOException {
        String kind = "<ChecksumAlgorithm>CRC32</ChecksumAlgorithm><ChecksumType>FULL_OBJECT</ChecksumType>";
        server.answer(listing(kind), STORED);
        String id = UploadIds.encode("u");
        assertThat(ufs.multipart().checksumKind("k", id)).isEqualTo(CRC32);
        assertThat(ufs.multipart().checksumKind("k", id)).isEqualTo(CRC32);
        writePart(id);
        assertThat(request(1).headers()).containsEntry("x-amz-trailer", "x-amz-checksum-crc32");
        assertThat(server.requests()).hasSize(2);
        server.answer(listing(""));
        assertThat(ufs.multipart().checksumKind("k", UploadIds.encode("v"))).isNull();
    }

    @Test
    void checksumsOfPartsComeFromTheServiceAndGoBackToIt() throws IOException {
        Reply parts = listing("<ChecksumAlgorithm>CRC32</ChecksumAlgorithm><ChecksumType>FULL_OBJECT</ChecksumType>"
                + "<Part>" + PART_FIELDS + "<ChecksumCRC32>AAAAAA==</ChecksumCRC32></Part>");
        Reply done = xml("", "<CompleteMultipartUploadResult><ETag>\"e-1\"</ETag></CompleteMultipartUploadResult>");
        server.answer(parts, parts, parts, done, Reply.of("200 OK", STATE, 4, ""));
        String id = UploadIds.encode("u");
        assertThat(ufs.multipart().checksumKind("k", id)).isEqualTo(CRC32);
        List<UfsPart> found = ufs.multipart().parts("k", id, 0, 10);
        UfsChecksum zeros = new UfsChecksum("CRC32", "AAAAAA==", false);
        assertThat(found).extracting(UfsPart::checksum).containsExactly(zeros);
        UfsContent content = new UfsContent("e-1", zeros, UfsParts.of(found));
        ufs.multipart().complete("k", id, found, content, UfsCondition.NONE);
        assertThat(request(3).headers())
                .containsEntry("x-amz-checksum-crc32", "AAAAAA==")
                .containsEntry("x-amz-checksum-type", "FULL_OBJECT");
        assertThat(request(3).body()).contains("<ChecksumCRC32>AAAAAA==</ChecksumCRC32>");
    }

    @Test
    void anUploadThatWasBegunWithoutIsCompletedWithout() throws IOException {
        Reply parts = listing("<Part>" + PART_FIELDS + "<ChecksumCRC32>AAAAAA==</ChecksumCRC32></Part>");
        Reply done = xml("", "<CompleteMultipartUploadResult><ETag>\"e-1\"</ETag></CompleteMultipartUploadResult>");
        server.answer(parts, parts, parts, done, Reply.of("200 OK", STATE, 4, ""));
        String id = UploadIds.encode("u");
        assertThat(ufs.multipart().checksumKind("k", id)).isNull();
        List<UfsPart> found = ufs.multipart().parts("k", id, 0, 10);
        UfsContent content = new UfsContent("e-1", found.get(0).checksum(), UfsParts.of(found));
        ufs.multipart().complete("k", id, found, content, UfsCondition.NONE);
        assertThat(request(3).headers()).doesNotContainKeys("x-amz-checksum-crc32", "x-amz-checksum-type");
        assertThat(request(3).body()).doesNotContain("Checksum");
    }
}
