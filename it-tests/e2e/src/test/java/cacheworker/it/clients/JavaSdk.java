package cacheworker.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.clients.matrix.TestBucket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What every client of the AWS SDK for Java is told. */
final class JavaSdk {
    static final Region REGION = Region.of(TestBucket.REGION);
    static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create(TestBucket.ACCESS_KEY, TestBucket.SECRET_KEY));

    private JavaSdk() {}

    static String range(int first, int last) {
        return "bytes=" + first + "-" + last;
    }

    /** An upload over the object of an entity tag, or where there is none. */
    static PutObjectRequest conditionalPut(TestBucket bucket, String key, @Nullable String etag) {
        PutObjectRequest.Builder put =
                PutObjectRequest.builder().bucket(bucket.name()).key(key);
        return (etag == null ? put.ifNoneMatch("*") : put.ifMatch(etag)).build();
    }

    /** An upload with tags. */
    static PutObjectRequest taggedPut(TestBucket bucket, String key, Map<String, String> tags) {
        return PutObjectRequest.builder()
                .bucket(bucket.name())
                .key(key)
                .tagging(tagging(tags))
                .build();
    }

    static Tagging tagging(Map<String, String> tags) {
        List<Tag> set = tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        return Tagging.builder().tagSet(set).build();
    }

    static Map<String, String> map(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    static void assertPreconditionFailed(CompletionException e) {
        assertThat(e.getCause())
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        failure -> assertThat(failure.statusCode()).isEqualTo(412));
    }

    static String presign(TestBucket bucket, String key) {
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(URI.create(bucket.endpoint()))
                .region(REGION)
                .credentialsProvider(CREDENTIALS)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build()) {
            return presigner
                    .presignGetObject(b -> b.signatureDuration(Duration.ofMinutes(10))
                            .getObjectRequest(get -> get.bucket(bucket.name()).key(key)))
                    .url()
                    .toString();
        }
    }
}
