package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * The clients of one mount. Bodies that go out at the pace of a reader or come in at that of a writer hold their
 * connection for as long, so reads, uploads and all other requests each have connections of their own: none can starve
 * the others.
 */
final class S3Clients implements AutoCloseable {
    /** Shorter than services and proxies keep idle connections. */
    private static final Duration MAX_IDLE = Duration.ofSeconds(15);

    private final S3Settings settings;
    private final LazyClient requests = new LazyClient(this::buildRepeating);
    private final LazyClient reads = new LazyClient(this::buildRepeating);
    private final LazyClient uploads = new LazyClient(this::buildUploading);
    private @Nullable AwsCredentialsProvider credentials;

    S3Clients(S3Settings settings) {
        this.settings = settings;
    }

    S3Settings settings() {
        return settings;
    }

    /** For requests without a body. */
    S3Client requests() throws UfsException {
        return requests.get();
    }

    /** For requests whose answer has a body. */
    S3Client reads() throws UfsException {
        return reads.get();
    }

    /** For bodies; never tries again, has no time limit for a call, and can be aborted with an {@link AbortHandle}. */
    S3Client uploads() throws UfsException {
        return uploads.get();
    }

    private S3Client buildRepeating() {
        ClientOverrideConfiguration.Builder calls = ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(settings.retries() + 1)
                        .build());
        if (!settings.timeouts().request().isZero()) {
            calls.apiCallTimeout(settings.timeouts().request());
        }
        return build(calls.build());
    }

    private S3Client buildUploading() {
        return build(ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .build());
    }

    private Apache5HttpClient.Builder http() {
        S3Settings.Timeouts timeouts = settings.timeouts();
        Apache5HttpClient.Builder http = Apache5HttpClient.builder()
                .maxConnections(settings.connections())
                .connectionTimeout(timeouts.connect())
                .socketTimeout(timeouts.socket())
                .connectionAcquisitionTimeout(timeouts.acquire())
                .connectionMaxIdleTime(MAX_IDLE)
                .tcpKeepAlive(true);
        if (!timeouts.connectionAge().isNegative()) {
            http.connectionTimeToLive(timeouts.connectionAge());
        }
        return http;
    }

    private S3Client build(ClientOverrideConfiguration calls) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(new AbortableHttpClient.Builder(http()))
                .overrideConfiguration(calls)
                .region(region())
                .credentialsProvider(credentials())
                .forcePathStyle(settings.pathStyle())
                // A page is checked by the cache; a part of an object has no checksum of its own to be checked by.
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint());
        }
        return builder.build();
    }

    private synchronized AwsCredentialsProvider credentials() {
        AwsCredentialsProvider known = credentials;
        if (known == null) {
            S3Settings.Credentials given = settings.credentials();
            known = given == null
                    ? new DefaultCredentials()
                    : StaticCredentialsProvider.create(
                            AwsBasicCredentials.create(given.accessKey(), given.secretKey()));
            credentials = known;
        }
        return known;
    }

    private Region region() {
        String given = settings.region();
        if (given != null) {
            return Region.of(given);
        }
        try {
            return regionChain().getRegion();
        } catch (SdkClientException e) {
            return Region.US_EAST_1;
        }
    }

    /** With an endpoint the machine is hardly one of Amazon's, and asking its metadata service would take seconds. */
    private AwsRegionProvider regionChain() {
        return settings.endpoint() == null
                ? new DefaultAwsRegionProviderChain()
                : new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider());
    }

    @Override
    public void close() {
        requests.close();
        reads.close();
        uploads.close();
        synchronized (this) {
            if (credentials instanceof DefaultCredentials chain) {
                chain.close();
            }
        }
    }
}
