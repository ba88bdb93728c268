package cacheworker.s3.request;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsChecksum;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CapturedRequestsTest {
    private static final List<CapturedRequest> CAPTURED = CapturedRequest.all();

    @Test
    void everyCapturedRequestHasTheBucketKeyAndQueryThatItsClientMeant() throws Exception {
        assertThat(CAPTURED).hasSize(1142);
        for (CapturedRequest captured : CAPTURED) {
            S3Request request = captured.parse();
            assertThat(request.bucket() == null ? "" : request.bucket())
                    .as("bucket of %s", captured)
                    .isEqualTo(captured.bucket());
            assertThat(request.key() == null ? "" : request.key())
                    .as("key of %s", captured)
                    .isEqualTo(captured.key());
            assertThat(request.query().parameters().stream()
                            .map(p -> List.of(p.name(), p.value()))
                            .toList())
                    .as("query of %s", captured)
                    .isEqualTo(captured.query());
        }
    }

    @Test
    void everyCapturedBodyDecodesToItsLengthAndMatchesItsDigests() throws Exception {
        int streaming = 0;
        int checksums = 0;
        for (CapturedRequest captured : CAPTURED) {
            byte[] body = captured.body();
            if (body == null) {
                continue;
            }
            S3Request request = captured.parse();
            UploadBody upload = UploadBody.open(request, CutBody.random(body, new SplittableRandom(7), 50));
            int length = WholeBody.of(upload).length;
            String decoded = request.header("x-amz-decoded-content-length");
            assertThat(length).as("%s", captured).isEqualTo(decoded == null ? body.length : Integer.parseInt(decoded));
            streaming += decoded == null ? 0 : 1;
            checksums += upload.checksum() == null ? 0 : 1;
        }
        assertThat(streaming).as("bodies with aws-chunked framing").isEqualTo(43);
        assertThat(checksums).as("bodies with a checksum").isGreaterThan(20);
    }

    @Test
    void theHeadersOfEveryCapturedBodyAreAccepted() throws Exception {
        for (CapturedRequest captured : CAPTURED) {
            if (captured.method().equals("PUT") || captured.method().equals("POST")) {
                UploadBody body = UploadBody.open(captured.parse(), CutBody.whole(new byte[0]));
                assertThat(body.length()).as("%s", captured).isGreaterThanOrEqualTo(-1);
            }
        }
    }

    @Test
    void everyCapturedUploadHasAttributesWithoutFramingAndWithItsMetadata() throws Exception {
        for (CapturedRequest captured : CAPTURED) {
            if (!captured.method().equals("PUT")) {
                continue;
            }
            UfsAttributes attributes = UploadHeaders.attributes(captured.parse(), 2048);
            assertThat(attributes.headers().getOrDefault("content-encoding", ""))
                    .as("%s", captured)
                    .doesNotContain("aws-chunked");
            long sent = captured.headers().stream()
                    .filter(line ->
                            line.get(0).toLowerCase(java.util.Locale.ROOT).startsWith("x-amz-meta-"))
                    .count();
            assertThat((long) attributes.userMetadata().size())
                    .as("%s", captured)
                    .isGreaterThanOrEqualTo(sent);
        }
    }

    @Test
    void everyCapturedCopySourceIsReadAndEveryRangeUnderstood() throws Exception {
        int copies = 0;
        for (CapturedRequest captured : CAPTURED) {
            S3Request request = captured.parse();
            String source = request.header(CopySource.HEADER);
            if (source != null) {
                copies++;
                assertThat(CopySource.parse(source).bucket()).as("%s", captured).isNotEmpty();
            }
            String range = request.header("Range");
            if (range != null && !captured.scenario().contains("multi")) {
                assertThat(RangeHeader.select(range, Long.MAX_VALUE))
                        .as("%s of %s", range, captured)
                        .isInstanceOf(RangeHeader.Partial.class);
            }
        }
        assertThat(copies).isGreaterThan(10);
    }

    @Test
    void theCaptureOfAnEmptyTrailerBodyIsEmpty() throws Exception {
        byte[] framed =
                "0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        S3Request request = RequestParser.parse(
                "id",
                "PUT",
                "/b/k",
                HeaderLines.of(
                        "x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                        "x-amz-decoded-content-length", "0",
                        "x-amz-trailer", "x-amz-checksum-crc32"),
                "h:1");
        UploadBody body = UploadBody.open(request, CutBody.whole(framed));
        assertThat(WholeBody.of(body)).isEmpty();
        assertThat(body.checksum())
                .isEqualTo(new UfsChecksum("CRC32", Base64.getEncoder().encodeToString(new byte[4]), false));
    }
}
