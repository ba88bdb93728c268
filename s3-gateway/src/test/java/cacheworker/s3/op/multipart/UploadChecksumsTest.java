package cacheworker.s3.op.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsCondition;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsMultipart;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.ufs.UfsPartOutput;
import cacheworker.core.ufs.UfsParts;
import cacheworker.s3.op.OpFixture.Answer;
import cacheworker.s3.request.ChecksumAlgorithm;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Checksums of uploads in parts: of each part, and of the object that becomes of them. */
class UploadChecksumsTest extends Uploads {
    private static final String MODE = "x-amz-checksum-mode";

    private final byte[] first = bytes(SMALLEST, 1);
    private final byte[] second = bytes(SMALLEST + 7, 2);
    private final byte[] last = bytes(3, 3);

    private static String base64(byte[] value) {
        return Base64.getEncoder().encodeToString(value);
    }

    private static String sum(ChecksumAlgorithm algorithm, byte[]... parts) {
        return base64(algorithm.of(concat(parts)));
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static String document(ChecksumAlgorithm algorithm, byte[]... parts) {
        StringBuilder xml = new StringBuilder("<CompleteMultipartUpload>");
        for (int i = 0; i < parts.length; i++) {
            String element = "Checksum" + algorithm;
            xml.append("<Part><PartNumber>").append(i + 1).append("</PartNumber><ETag>");
            xml.append(etag(parts[i])).append("</ETag><").append(element).append('>');
            xml.append(sum(algorithm, parts[i])).append("</").append(element).append("></Part>");
        }
        return xml.append("</CompleteMultipartUpload>").toString();
    }

    private void parts(String id, String... headers) {
        part("o", id, 1, first, headers);
        part("o", id, 2, second, headers);
        part("o", id, 3, last, headers);
    }

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32C", "SHA1", "SHA256"})
    void aCompositeChecksumIsThatOfTheChecksumsOfTheParts(ChecksumAlgorithm algorithm) {
        String id = begin("o", "x-amz-checksum-algorithm", algorithm.name());
        assertThat(part("o", id, 2, second, algorithm.header(), sum(algorithm, second))
                        .header(algorithm.header()))
                .isEqualTo(sum(algorithm, second));
        // A part that comes without one gets one.
        assertThat(part("o", id, 1, first).header(algorithm.header())).isEqualTo(sum(algorithm, first));
        part("o", id, 3, last);
        Answer listed = fixture.get("/b/o?uploadId=" + id);
        assertThat(listed.text())
                .contains(
                        "<ChecksumAlgorithm>" + algorithm,
                        "<ChecksumType>COMPOSITE",
                        "<Checksum" + algorithm + ">" + sum(algorithm, last));
        Answer without = complete("o", id, 1, etag(first), 2, etag(second), 3, etag(last));
        assertThat(without.error()).isEqualTo("InvalidRequest");
        Answer done = completeWith("o", id, document(algorithm, first, second, last));
        String expected = sum(algorithm, algorithm.of(first), algorithm.of(second), algorithm.of(last)) + "-3";
        assertThat(element(done, "Checksum" + algorithm)).isEqualTo(expected);
        assertThat(element(done, "ChecksumType")).isEqualTo("COMPOSITE");
        assertThat(fixture.head("/b/o", MODE, "ENABLED").header(algorithm.header()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
    void aFullObjectChecksumIsThatOfAllBytes(ChecksumAlgorithm algorithm) {
        String id = begin("o", "x-amz-checksum-algorithm", algorithm.name(), "x-amz-checksum-type", "FULL_OBJECT");
        parts(id);
        String expected = sum(algorithm, first, second, last);
        String document = document(algorithm, first, second, last);
        Answer wrong = completeWith("o", id, document, algorithm.header(), sum(algorithm, first));
        assertThat(wrong.error()).isEqualTo("BadDigest");
        Answer done = completeWith("o", id, document, algorithm.header(), expected);
        assertThat(element(done, "Checksum" + algorithm)).isEqualTo(expected);
        Answer get = fixture.get("/b/o", MODE, "enabled");
        assertThat(get.header(algorithm.header())).isEqualTo(expected);
        assertThat(get.header("x-amz-checksum-type")).isEqualTo("FULL_OBJECT");
    }

    @Test
    void anUploadWithoutAnAlgorithmGetsTheFullObjectChecksumThatItsPartsAllow() {
        String id = begin("o");
        parts(id);
        Answer done = complete("o", id, 1, etag(first), 2, etag(second), 3, etag(last));
        assertThat(element(done, "ChecksumCRC64NVME")).isEqualTo(sum(ChecksumAlgorithm.CRC64NVME, first, second, last));
        id = begin("o");
        part("o", id, 1, first, "x-amz-checksum-crc32", sum(ChecksumAlgorithm.CRC32, first));
        part("o", id, 2, last);
        Answer mixed = complete("o", id, 1, etag(first), 2, etag(last));
        assertThat(mixed.status()).isEqualTo(200);
        assertThat(mixed.text()).doesNotContain("Checksum");
        assertThat(fixture.head("/b/o", MODE, "ENABLED").headers().keySet())
                .noneMatch(name -> name.startsWith("x-amz-checksum"));
    }

    @Test
    void aPartWithAnotherAlgorithmAndAnotherChecksumInTheEndAreRefused() {
        String id = begin("o", "x-amz-checksum-algorithm", "CRC32C");
        Answer other = part("o", id, 1, first, "x-amz-checksum-crc32", sum(ChecksumAlgorithm.CRC32, first));
        assertThat(other.error()).isEqualTo("InvalidRequest");
        assertThat(other.text()).contains("CRC32C").contains("CRC32");
        part("o", id, 1, first);
        String wrong =
                document(ChecksumAlgorithm.CRC32C, first).replace(sum(ChecksumAlgorithm.CRC32C, first), "AAAAAA==");
        assertThat(completeWith("o", id, wrong).error()).isEqualTo("InvalidPart");
        assertThat(completeWith("o", id, document(ChecksumAlgorithm.CRC32C, first))
                        .status())
                .isEqualTo(200);
    }

    private void assertRefused(String id, String document, String one, String other, String... headers) {
        Answer refused = completeWith("o", id, document, headers);
        assertThat(refused.error()).isEqualTo("InvalidRequest");
        assertThat(refused.text()).contains(one).contains(other);
    }

    @Test
    void aChecksumOfAnotherAlgorithmOrTypeInTheEndIsRefused() {
        String id = begin("o", "x-amz-checksum-algorithm", "CRC64NVME");
        part("o", id, 1, first);
        String right = document(ChecksumAlgorithm.CRC64NVME, first);
        String crc32 = sum(ChecksumAlgorithm.CRC32, first);
        assertRefused(id, right, "CRC32", "CRC64NVME", "x-amz-checksum-crc32", crc32);
        assertRefused(id, right, "COMPOSITE", "FULL_OBJECT", "x-amz-checksum-type", "composite");
        String crc64 = sum(ChecksumAlgorithm.CRC64NVME, first);
        assertRefused(id, right, "COMPOSITE", "FULL_OBJECT", "x-amz-checksum-crc64nvme", crc64 + "-1");
        assertRefused(id, document(ChecksumAlgorithm.CRC32, first), "CRC32", "CRC64NVME");
        String[] two = {"x-amz-checksum-crc64nvme", crc64, "x-amz-checksum-crc32", crc32};
        assertRefused(id, right, "CRC32", "CRC64NVME", two);
        Answer half = completeWith("o", id, right, "x-amz-checksum-type", "HALF");
        assertThat(half.error()).isEqualTo("InvalidArgument");
        String[] all = {"x-amz-checksum-crc64nvme", crc64, "x-amz-checksum-type", "FULL_OBJECT"};
        assertThat(completeWith("o", id, right, all).status()).isEqualTo(200);
    }

    @Test
    void anUploadWithoutAnAlgorithmHasThatOfItsParts() {
        String id = begin("o");
        part("o", id, 1, first);
        String right = document(ChecksumAlgorithm.CRC64NVME, first);
        assertRefused(id, document(ChecksumAlgorithm.CRC32, first), "CRC32", "CRC64NVME");
        assertRefused(id, right, "CRC32", "CRC64NVME", "x-amz-checksum-crc32", sum(ChecksumAlgorithm.CRC32, first));
        assertRefused(id, right, "COMPOSITE", "FULL_OBJECT", "x-amz-checksum-type", "COMPOSITE");
        Answer wrong = completeWith("o", id, right, "x-amz-checksum-crc64nvme", "AAAAAAAAAAA=");
        assertThat(wrong.error()).isEqualTo("BadDigest");
        assertThat(completeWith("o", id, right).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"-1, x-amz-checksum-type, COMPOSITE", "-1, x-none, x", "'', x-amz-checksum-type, FULL_OBJECT"})
    void withoutAnAlgorithmTheClientSaysInTheEndHowChecksumsOfPartsBelongTogether(
            String suffix, String header, String value) {
        String id = begin("o");
        part("o", id, 1, first, "x-amz-checksum-crc32", sum(ChecksumAlgorithm.CRC32, first));
        byte[] summed = suffix.isEmpty() ? first : ChecksumAlgorithm.CRC32.of(first);
        String document = document(ChecksumAlgorithm.CRC32, first);
        String other = sum(ChecksumAlgorithm.CRC32, last) + suffix;
        assertThat(completeWith("o", id, document, "x-amz-checksum-crc32", other, header, value)
                        .error())
                .isEqualTo("BadDigest");
        String right = sum(ChecksumAlgorithm.CRC32, summed) + suffix;
        Answer done = completeWith("o", id, document, "x-amz-checksum-crc32", right, header, value);
        assertThat(element(done, "ChecksumCRC32")).isEqualTo(right);
    }

    @Test
    void aChecksumThatNobodyCanCompareIsNotTaken() {
        String id = begin("o");
        part("o", id, 1, first, "x-amz-checksum-crc32", sum(ChecksumAlgorithm.CRC32, first));
        part("o", id, 2, last);
        String document = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + etag(first)
                + "</ETag></Part><Part><PartNumber>2</PartNumber><ETag>" + etag(last)
                + "</ETag></Part></CompleteMultipartUpload>";
        String right = sum(ChecksumAlgorithm.CRC32, first, last);
        Answer refused = completeWith("o", id, document, "x-amz-checksum-crc32", right);
        assertThat(refused.status()).isEqualTo(501);
        assertThat(refused.text()).contains("x-amz-checksum-crc32", right);
        assertThat(completeWith("o", id, document).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "SHA256, FULL_OBJECT, InvalidRequest",
        "SHA1, FULL_OBJECT, InvalidRequest",
        "CRC64NVME, COMPOSITE, InvalidRequest",
        "MD4, COMPOSITE, InvalidRequest",
        "CRC32, HALF, InvalidArgument",
        ", FULL_OBJECT, InvalidRequest"
    })
    void whatS3DoesNotHaveCannotBeBegun(String algorithm, String type, String error) {
        String[] headers = algorithm == null
                ? new String[] {"x-amz-checksum-type", type}
                : new String[] {"x-amz-checksum-algorithm", algorithm, "x-amz-checksum-type", type};
        assertThat(fixture.answer("POST", "/b/o?uploads", new byte[0], headers).error())
                .isEqualTo(error);
    }

    @Test
    void copiedPartsHaveChecksumsToo() {
        fixture.put("source", "x".repeat(SMALLEST));
        byte[] copied = "x".repeat(SMALLEST).getBytes(StandardCharsets.US_ASCII);
        String id = begin("o", "x-amz-checksum-algorithm", "SHA256");
        Answer copy = part("o", id, 1, new byte[0], "x-amz-copy-source", "/b/source");
        assertThat(element(copy, "ChecksumSHA256")).isEqualTo(sum(ChecksumAlgorithm.SHA256, copied));
    }

    private void storePast(String path) throws UfsException {
        UfsMultipart multipart = fixture.ufs.multipart();
        String id = multipart.begin(path, UfsAttributes.NONE);
        for (int number = 1; number <= 2; number++) {
            byte[] content = number == 1 ? first : last;
            try (UfsPartOutput part = multipart.part(path, id, number, content.length)) {
                part.write(ByteBuffer.wrap(content));
                part.commit(etag(content));
            }
        }
        List<UfsPart> parts = multipart.parts(path, id, 0, 10);
        UfsContent content = new UfsContent("0".repeat(32) + "-2", null, UfsParts.of(parts));
        multipart.complete(path, id, parts, content, UfsCondition.NONE);
    }

    @Test
    void aStorageThatTellsOfOnePartAtATimeIsAsked() throws UfsException {
        storePast("b/told");
        fixture.ufs.hideParts();
        for (int attempt = 0; attempt < 2; attempt++) {
            Answer head = fixture.head("/b/told?partNumber=1");
            assertThat(head.status()).isEqualTo(206);
            assertThat(head.header("Content-Length")).isEqualTo("1000");
            Answer part = fixture.get("/b/told?partNumber=2");
            assertThat(part.status()).isEqualTo(206);
            assertThat(part.body()).isEqualTo(last);
            assertThat(part.header("Content-Range")).isEqualTo("bytes 1000-1002/1003");
            assertThat(part.header("x-amz-mp-parts-count")).isEqualTo("2");
            Answer beyond = fixture.get("/b/told?partNumber=3");
            assertThat(beyond.status()).isEqualTo(416);
            assertThat(beyond.text()).contains("PartNumberRequested=3", "ActualPartCount=2");
            assertThat(fixture.head("/b/told?partNumber=0").status()).isEqualTo(400);
            assertThat(fixture.get("/b/told").body()).isEqualTo(concat(first, last));
            Answer all = fixture.get("/b/told?attributes", "x-amz-object-attributes", "ObjectParts");
            assertThat(all.text()).contains("<PartsCount>2");
        }
    }

    @Test
    void partsAreReadByNumberAndDescribed() {
        String id = begin("o", "x-amz-checksum-algorithm", "CRC32");
        parts(id);
        completeWith("o", id, document(ChecksumAlgorithm.CRC32, first, second, last));
        Answer part = fixture.get("/b/o?partNumber=2", MODE, "ENABLED");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(second);
        assertThat(part.header("Content-Range")).isEqualTo("bytes 1000-2006/2010");
        assertThat(part.header("x-amz-mp-parts-count")).isEqualTo("3");
        assertThat(part.header("x-amz-checksum-crc32")).isNull();
        assertThat(fixture.head("/b/o?partNumber=3").header("Content-Length")).isEqualTo("3");
        Answer beyond = fixture.get("/b/o?partNumber=4");
        assertThat(beyond.error()).isEqualTo("InvalidPartNumber");
        assertThat(beyond.text()).contains("ActualPartCount=3");
        Answer all = fixture.get(
                "/b/o?attributes",
                "x-amz-object-attributes",
                "ETag,Checksum",
                "x-amz-object-attributes",
                "ObjectParts");
        assertThat(all.text())
                .contains("<PartsCount>3", "<IsTruncated>false", "<ChecksumType>COMPOSITE")
                .containsSubsequence("<PartNumber>1</PartNumber><Size>1000</Size><ChecksumCRC32>", "<PartNumber>3");
        Answer page = fixture.get(
                "/b/o?attributes",
                "x-amz-object-attributes",
                "ObjectParts",
                "x-amz-max-parts",
                "1",
                "x-amz-part-number-marker",
                "1");
        assertThat(page.text())
                .contains("<NextPartNumberMarker>2", "<IsTruncated>true", "<PartNumber>2")
                .doesNotContain("<PartNumber>1<", "<PartNumber>3");
    }
}
