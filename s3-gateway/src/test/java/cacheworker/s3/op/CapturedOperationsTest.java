package cacheworker.s3.op;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.s3.error.S3Exception;
import cacheworker.s3.request.CapturedRequest;
import cacheworker.s3.request.MalformedRequestException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which operation each request of real clients is taken for, beside what another program counted in the same file. */
class CapturedOperationsTest {
    private static final Map<String, Integer> COUNTED = Map.ofEntries(
            Map.entry("AbortMultipartUpload", 1),
            Map.entry("CompleteMultipartUpload", 40),
            Map.entry("CopyObject", 15),
            Map.entry("CreateBucket", 18),
            Map.entry("CreateMultipartUpload", 39),
            Map.entry("DeleteBucket", 1),
            Map.entry("DeleteObject", 34),
            Map.entry("DeleteObjectTagging", 1),
            Map.entry("DeleteObjects", 8),
            Map.entry("GetBucketAcl", 1),
            Map.entry("GetBucketCors", 3),
            Map.entry("GetBucketLifecycleConfiguration", 1),
            Map.entry("GetBucketLocation", 12),
            Map.entry("GetBucketPolicy", 4),
            Map.entry("GetBucketRequestPayment", 1),
            Map.entry("GetBucketTagging", 1),
            Map.entry("GetBucketVersioning", 3),
            Map.entry("GetObject", 359),
            Map.entry("GetObjectAcl", 5),
            Map.entry("GetObjectAttributes", 1),
            Map.entry("GetObjectTagging", 1),
            Map.entry("HeadBucket", 30),
            Map.entry("HeadObject", 202),
            Map.entry("ListBuckets", 3),
            Map.entry("ListMultipartUploads", 3),
            Map.entry("ListObjects", 42),
            Map.entry("ListObjectsV2", 72),
            Map.entry("ListParts", 10),
            Map.entry("PutBucketTagging", 1),
            Map.entry("PutObject", 147),
            Map.entry("PutObjectTagging", 1),
            Map.entry("UploadPart", 70),
            Map.entry("UploadPartCopy", 10),
            Map.entry("refused: GET ?versions", 1),
            Map.entry("refused: PUT ?acl", 1));

    @Test
    void everyCapturedRequestIsTakenForTheOperationThatItsClientMeant() throws Exception {
        Map<String, Integer> matched = new TreeMap<>();
        for (CapturedRequest captured : CapturedRequest.all()) {
            matched.merge(operation(captured), 1, Integer::sum);
        }
        assertThat(matched).isEqualTo(new TreeMap<>(COUNTED));
    }

    private static String operation(CapturedRequest captured) throws MalformedRequestException {
        try {
            return S3Op.match(captured.parse()).title();
        } catch (S3Exception e) {
            return "refused: " + captured.method() + " " + e.text().replaceAll(".*?(\\?[a-z]+|x-amz-[a-z]+) .*", "$1");
        }
    }
}
