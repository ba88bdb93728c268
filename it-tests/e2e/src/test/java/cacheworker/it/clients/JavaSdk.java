package cacheworker.it.clients;

import cacheworker.it.clients.matrix.TestBucket;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
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
