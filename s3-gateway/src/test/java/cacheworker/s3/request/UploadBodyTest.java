package cacheworker.s3.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cacheworker.core.ufs.UfsChecksum;
import cacheworker.s3.request.MalformedRequestException.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadBodyTest {
    private static final String HELLO = "hello world";
    private static final String HELLO_SHA256 = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";

    private static UploadBody open(String target, String body, String... headers) throws MalformedRequestException {
        S3Request request = RequestParser.parse("id", "PUT", target, HeaderLines.of(headers), "192.0.2.1:1");
        return UploadBody.open(request, CutBody.cutAt(body.getBytes(StandardCharsets.ISO_8859_1), body.length() / 2));
    }

    private static UploadBody read(String body, String... headers) throws Exception {
        UploadBody upload = open("/b/k", body, headers);
        WholeBody.of(upload);
        return upload;
    }

    private static MalformedRequestException refusal(String body, String... headers) {
        return catchThrowableOfType(MalformedRequestException.class, () -> read(body, headers));
    }

    @Test
    void aPlainBodyGivesItsMd5() throws Exception {
        UploadBody body = read(HELLO, "Content-Length", "11");
        assertThat(body.md5Hex()).isEqualTo("5eb63bbbe01eeed093cb22bb8f5acdc3");
        assertThat(body.checksum()).isNull();
        assertThat(body.length()).isEqualTo(11);
        assertThat(body.hasIntegrityCheck()).isFalse();
        assertThat(body.next()).isNull();
    }

    @Test
    void theMd5IsNotToBeHadBeforeTheEnd() throws Exception {
        UploadBody body = open("/b/k", HELLO);
        body.next();
        assertThatThrownBy(body::md5Hex).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aBodyOfUnknownLengthIsTakenAsItComes() throws Exception {
        assertThat(open("/b/k", HELLO).length()).isEqualTo(-1);
        assertThat(WholeBody.of(open("/b/k", HELLO)))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo(HELLO);
    }

    @ParameterizedTest
    @CsvSource({"10", "12"})
    void anotherLengthThanAnnouncedIsIncomplete(String length) {
        assertThat(refusal(HELLO, "Content-Length", length).fault()).isEqualTo(Fault.INCOMPLETE_BODY);
    }

    @Test
    void contentMd5IsCompared() throws Exception {
        UploadBody body = read(HELLO, "Content-MD5", "XrY7u+Ae7tCTyyK7j1rNww==");
        assertThat(body.hasIntegrityCheck()).isTrue();
        MalformedRequestException refusal = refusal("Hello world", "content-md5", "XrY7u+Ae7tCTyyK7j1rNww==");
        assertThat(refusal.fault()).isEqualTo(Fault.BAD_DIGEST);
        assertThat(refusal.details()).containsKeys("ExpectedDigest", "CalculatedDigest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "5eb63bbbe01eeed093cb22bb8f5acdc3", "!!!!"})
    void malformedContentMd5IsAnInvalidDigest(String value) {
        assertThat(refusal(HELLO, "Content-MD5", value).fault()).isEqualTo(Fault.INVALID_DIGEST);
    }

    @Test
    void contentSha256IsCompared() throws Exception {
        read(HELLO, "x-amz-content-sha256", HELLO_SHA256);
        read(HELLO, "x-amz-content-sha256", HELLO_SHA256.toUpperCase(Locale.ROOT));
        MalformedRequestException refusal = refusal("Hello world", "x-amz-content-sha256", HELLO_SHA256);
        assertThat(refusal.fault()).isEqualTo(Fault.SHA256_MISMATCH);
        assertThat(refusal.details())
                .containsEntry("ClientComputedContentSHA256", HELLO_SHA256)
                .containsKey("S3ComputedContentSHA256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "UNSIGNED", "STREAMING-SOMETHING-NEW"})
    void unknownContentSha256IsAnInvalidArgument(String value) {
        assertThat(refusal(HELLO, "x-amz-content-sha256", value).fault()).isEqualTo(Fault.INVALID_ARGUMENT);
    }

    @Test
    void chunksSignedWithSigV4aAreNotImplemented() {
        assertThat(refusal(HELLO, "x-amz-content-sha256", "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD")
                        .fault())
                .isEqualTo(Fault.NOT_IMPLEMENTED);
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-checksum-crc32, DUoRhQ==",
        "x-amz-checksum-crc32c, yZRlqg==",
        "x-amz-checksum-sha1, Kq5sNclPz7QV2+lfQIuc6R7oRu0=",
        "x-amz-checksum-sha256, uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=",
        "X-Amz-Checksum-CRC64NVME, jSnVw/bqjr4=",
    })
    void eachChecksumIsComparedAndKept(String header, String value) throws Exception {
        UploadBody body = read(HELLO, header, value, "x-amz-sdk-checksum-algorithm", "whatever");
        assertThat(body.hasIntegrityCheck()).isTrue();
        UfsChecksum checksum = body.checksum();
        assertThat(checksum).isNotNull();
        assertThat(header).isEqualToIgnoringCase("x-amz-checksum-" + checksum.algorithm());
        assertThat(checksum.value()).isEqualTo(value);
        MalformedRequestException refusal = refusal("Hello world", header, value);
        assertThat(refusal.fault()).isEqualTo(Fault.BAD_DIGEST);
        assertThat(refusal).hasMessageContaining(value);
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-checksum-crc32, ''",
        "x-amz-checksum-crc32, !!",
        "x-amz-checksum-crc32, AAAAAAA=",
        "x-amz-checksum-crc64nvme, DUoRhQ==",
        "x-amz-checksum-sha256, DUoRhQ==",
    })
    void badBase64OrLengthOfAChecksumIsAnInvalidRequest(String header, String value) {
        assertThat(refusal(HELLO, header, value).fault()).isEqualTo(Fault.INVALID_REQUEST);
    }

    @Test
    void twoChecksumsAreAnInvalidRequest() {
        String[] twice = {"x-amz-checksum-crc32", "DUoRhQ==", "x-amz-checksum-crc32c", "yZRlqg=="};
        assertThat(refusal(HELLO, twice).fault()).isEqualTo(Fault.INVALID_REQUEST);
        String[] headerAndTrailer = {
            "x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
            "x-amz-decoded-content-length", "0",
            "x-amz-checksum-crc32", "AAAAAA==",
            "x-amz-trailer", "x-amz-checksum-crc32"
        };
        assertThat(refusal("0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", headerAndTrailer)
                        .fault())
                .isEqualTo(Fault.INVALID_REQUEST);
    }

    @Test
    void anAlgorithmWithoutAValueIsAnInvalidRequest() {
        assertThat(refusal(HELLO, "x-amz-sdk-checksum-algorithm", "CRC32").fault())
                .isEqualTo(Fault.INVALID_REQUEST);
    }

    @Test
    void anUnknownChecksumIsNotImplementedAndNeverPassedOver() {
        assertThat(refusal(HELLO, "x-amz-checksum-xxhash64", "AAAA").fault()).isEqualTo(Fault.NOT_IMPLEMENTED);
    }

    @Test
    void headersThatOnlyTalkAboutChecksumsAreNoValues() throws Exception {
        read(HELLO, "x-amz-checksum-type", "FULL_OBJECT", "x-amz-checksum-algorithm", "CRC32");
    }

    @Test
    void aChecksumInTheQueryOfAPresignedUrlIsIgnored() throws Exception {
        UploadBody body = open(
                "/b/k?X-Amz-Content-Sha256=UNSIGNED-PAYLOAD&x-amz-checksum-crc32=AAAAAA%3D%3D"
                        + "&x-amz-sdk-checksum-algorithm=CRC32&X-Amz-Algorithm=AWS4-HMAC-SHA256",
                HELLO);
        assertThat(WholeBody.of(body)).hasSize(11);
    }

    @Test
    void aTrailerWithAWrongChecksumIsABadDigest() {
        String[] headers = {
            "x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
            "x-amz-decoded-content-length", "11",
            "x-amz-trailer", "X-Amz-Checksum-Crc32"
        };
        String framed = "b\r\nhello world\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n";
        assertThat(refusal(framed, headers).fault()).isEqualTo(Fault.BAD_DIGEST);
    }

    @Test
    void streamingWithoutDecodedLengthIsRefused() {
        assertThat(refusal("0\r\n\r\n", "x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD")
                        .fault())
                .isEqualTo(Fault.MISSING_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1e3", "99999999999999999999"})
    void aBadDecodedLengthIsAnInvalidArgument(String length) {
        String[] headers = {
            "x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "x-amz-decoded-content-length", length
        };
        assertThat(refusal("0\r\n\r\n", headers).fault()).isEqualTo(Fault.INVALID_ARGUMENT);
    }

    @Test
    void contentEncodingDecidesNothing() throws Exception {
        UploadBody plain = open("/b/k", "0\r\n\r\n", "Content-Encoding", "aws-chunked");
        assertThat(WholeBody.of(plain)).hasSize(5);
        UploadBody framed = open(
                "/b/k",
                "0\r\n\r\n",
                "x-amz-content-sha256",
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                "x-amz-decoded-content-length",
                "0");
        assertThat(WholeBody.of(framed)).isEmpty();
    }
}
