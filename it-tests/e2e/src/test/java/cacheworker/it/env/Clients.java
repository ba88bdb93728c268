package cacheworker.it.env;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** S3 clients as users have them. */
public final class Clients {
    private Clients() {}

    /** The AWS SDK for Java, with its defaults. */
    public static S3Client sdk(String endpoint, String accessKey, String secretKey) {
        return S3Client.builder()
                .endpointOverride(URI.create(endpoint))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(256))
                .build();
    }

    /** The AWS SDK for Java, for a worker. */
    public static S3Client sdk(WorkerProcess worker) {
        return sdk(worker.endpoint(), "alice", "any-secret");
    }

    /** The AWS SDK for Java, for a worker, without retries: what it throws happened. */
    public static S3Client sdkOnce(WorkerProcess worker) {
        return S3Client.builder()
                .endpointOverride(URI.create(worker.endpoint()))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("alice", "any-secret")))
                .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(Duration.ofSeconds(60)))
                .overrideConfiguration(c -> c.retryStrategy(s -> s.maxAttempts(1)))
                .build();
    }

    /** The AWS CLI. */
    public static Shell.Result aws(Duration limit, String endpoint, String... arguments) {
        String[] command = new String[arguments.length + 3];
        command[0] = "aws";
        command[1] = "--endpoint-url";
        command[2] = endpoint;
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        return Shell.run(
                limit,
                Map.of(
                        "AWS_ACCESS_KEY_ID", "alice",
                        "AWS_SECRET_ACCESS_KEY", "any-secret",
                        "AWS_DEFAULT_REGION", "us-east-1",
                        "AWS_CONFIG_FILE", "/dev/null",
                        "AWS_EC2_METADATA_DISABLED", "true"),
                java.util.List.of(command));
    }
}
