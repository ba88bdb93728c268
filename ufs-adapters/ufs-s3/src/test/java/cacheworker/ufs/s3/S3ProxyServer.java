package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsOptions;
import cacheworker.core.ufs.UnderFileSystem;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** A real S3 server in this process, which checks signatures and keeps its objects in memory. */
final class S3ProxyServer {
    private static final String ACCESS = "access";
    private static final String SECRET = "secret";

    private final FlatBlobStore store = new FlatBlobStore();
    private final S3Proxy server;
    private final S3Client client;
    private final AtomicInteger buckets = new AtomicInteger();

    S3ProxyServer() throws Exception {
        server = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS, SECRET)
                .build();
        server.start();
        client = S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS, SECRET)))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** Another program that uses the same service. */
    S3Client client() {
        return client;
    }

    /** Puts an object where the service keeps it, without asking the service. */
    void store(String bucket, String key, byte[] bytes) {
        PutObjectRequest request =
                PutObjectRequest.builder().bucket(bucket).key(key).build();
        store.putBlob(request, new ByteArrayInputStream(bytes));
    }

    String newBucket() {
        String bucket = "bucket-" + buckets.incrementAndGet();
        client.createBucket(request -> request.bucket(bucket));
        return bucket;
    }

    UnderFileSystem open(String root) throws UfsException {
        return open(root, Map.of());
    }

    UnderFileSystem open(String root, Map<String, String> options) throws UfsException {
        Map<String, String> properties = new HashMap<>(Map.of(
                "alluxio.underfs.s3.endpoint", endpoint().toString(),
                "s3a.accessKeyId", ACCESS,
                "s3a.secretKey", SECRET));
        properties.putAll(options);
        return new S3UfsFactory().open(URI.create(root), new UfsOptions(0, properties));
    }

    void close() throws Exception {
        client.close();
        server.stop();
    }
}
