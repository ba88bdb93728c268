package cacheworker.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.clients.matrix.ClientMatrix;
import cacheworker.it.clients.matrix.Copies;
import cacheworker.it.clients.matrix.Feature;
import cacheworker.it.clients.matrix.TestBucket;
import cacheworker.it.clients.matrix.Transfers;
import cacheworker.it.clients.matrix.UploadsParts;
import cacheworker.it.clients.matrix.UploadsWithTags;
import cacheworker.it.clients.matrix.WritesOnCondition;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/** The transfer manager of the AWS SDK for Java, which moves files and whole folders. */
@ClientMatrix(
        value = "AWS SDK for Java, transfer manager",
        without = {
            Feature.LIST_PAGES,
            Feature.READ_RANGE,
            Feature.DELETE_ONE,
            Feature.DELETE_MANY,
            Feature.METADATA,
            Feature.TAGS,
            Feature.CHECKSUMMED_UPLOAD,
            Feature.CONDITIONAL_READ,
            Feature.PRESIGNED_URL
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaSdkTransferManagerIT implements Transfers, UploadsParts, Copies, UploadsWithTags, WritesOnCondition {
    private final Map<String, S3AsyncClient> clients = new HashMap<>();
    private final Map<String, S3TransferManager> managers = new HashMap<>();

    private S3TransferManager manager(TestBucket bucket) {
        return managers.computeIfAbsent(
                bucket.endpoint(),
                endpoint -> S3TransferManager.builder()
                        .s3Client(clients.computeIfAbsent(endpoint, JavaSdkTransferManagerIT::client))
                        .build());
    }

    private static S3AsyncClient client(String endpoint) {
        return S3AsyncClient.builder()
                .endpointOverride(URI.create(endpoint))
                .region(JavaSdk.REGION)
                .forcePathStyle(true)
                .credentialsProvider(JavaSdk.CREDENTIALS)
                .multipartEnabled(true)
                .build();
    }

    @AfterAll
    void close() {
        managers.values().forEach(S3TransferManager::close);
        clients.values().forEach(S3AsyncClient::close);
    }

    @Override
    public void upload(TestBucket bucket, Path file, String key) {
        manager(bucket)
                .uploadFile(b -> b.source(file)
                        .putObjectRequest(put -> put.bucket(bucket.name()).key(key)))
                .completionFuture()
                .join();
    }

    @Override
    public void download(TestBucket bucket, String key, Path file) {
        manager(bucket)
                .downloadFile(b -> b.destination(file)
                        .getObjectRequest(get -> get.bucket(bucket.name()).key(key)))
                .completionFuture()
                .join();
    }

    @Override
    public void uploadTree(TestBucket bucket, Path folder, List<String> keys) {
        assertThat(manager(bucket)
                        .uploadDirectory(b -> b.source(folder).bucket(bucket.name()))
                        .completionFuture()
                        .join()
                        .failedTransfers())
                .isEmpty();
    }

    @Override
    public void downloadTree(TestBucket bucket, List<String> keys, Path folder) throws IOException {
        Files.createDirectories(folder);
        assertThat(manager(bucket)
                        .downloadDirectory(b -> b.destination(folder).bucket(bucket.name()))
                        .completionFuture()
                        .join()
                        .failedTransfers())
                .isEmpty();
    }

    @Override
    public void uploadInParts(TestBucket bucket, Path file, String key) {
        upload(bucket, file, key);
    }

    @Override
    public void uploadWithTags(TestBucket bucket, Path file, String key, Map<String, String> tags) {
        manager(bucket)
                .uploadFile(b -> b.source(file).putObjectRequest(JavaSdk.taggedPut(bucket, key, tags)))
                .completionFuture()
                .join();
    }

    @Override
    public boolean uploadOnCondition(TestBucket bucket, Path file, String key, @Nullable String etag) {
        try {
            manager(bucket)
                    .uploadFile(b -> b.source(file).putObjectRequest(JavaSdk.conditionalPut(bucket, key, etag)))
                    .completionFuture()
                    .join();
            return true;
        } catch (CompletionException e) {
            JavaSdk.assertPreconditionFailed(e);
            return false;
        }
    }

    @Override
    public void copy(TestBucket bucket, String source, String target) {
        manager(bucket)
                .copy(b -> b.copyObjectRequest(copy -> copy.sourceBucket(bucket.name())
                        .sourceKey(source)
                        .destinationBucket(bucket.name())
                        .destinationKey(target)))
                .completionFuture()
                .join();
    }
}
