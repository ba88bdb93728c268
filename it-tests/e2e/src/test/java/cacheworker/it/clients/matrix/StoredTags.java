package cacheworker.it.clients.matrix;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** Tags as a service tells them to another client than the one under test. */
final class StoredTags {
    private StoredTags() {}

    /** The tags of an object, or of the bucket where the key is empty; none is an empty map. */
    static Map<String, String> of(S3Client s3, String bucket, String key) {
        return list(s3, bucket, key).stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private static List<Tag> list(S3Client s3, String bucket, String key) {
        try {
            return key.isEmpty()
                    ? s3.getBucketTagging(b -> b.bucket(bucket)).tagSet()
                    : s3.getObjectTagging(b -> b.bucket(bucket).key(key)).tagSet();
        } catch (S3Exception e) {
            if (!e.awsErrorDetails().errorCode().equals("NoSuchTagSet")) {
                throw e;
            }
            return List.of();
        }
    }
}
