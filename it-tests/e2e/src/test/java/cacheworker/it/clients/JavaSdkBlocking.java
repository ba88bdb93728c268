package cacheworker.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import cacheworker.it.clients.matrix.Copies;
import cacheworker.it.clients.matrix.Deletes;
import cacheworker.it.clients.matrix.DeletesMany;
import cacheworker.it.clients.matrix.KeepsMetadata;
import cacheworker.it.clients.matrix.Lists;
import cacheworker.it.clients.matrix.Presigns;
import cacheworker.it.clients.matrix.ReadsOnCondition;
import cacheworker.it.clients.matrix.ReadsRanges;
import cacheworker.it.clients.matrix.SendsChecksums;
import cacheworker.it.clients.matrix.Tags;
import cacheworker.it.clients.matrix.TestBucket;
import cacheworker.it.clients.matrix.Transfers;
import cacheworker.it.clients.matrix.UploadsWithTags;
import cacheworker.it.clients.matrix.WritesOnCondition;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tagging;

/** The blocking client of the AWS SDK for Java, with its defaults. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JavaSdkBlocking
        implements Transfers,
                ReadsRanges,
                Lists,
                Copies,
                Deletes,
                DeletesMany,
                KeepsMetadata,
                UploadsWithTags,
                Tags,
                SendsChecksums,
                ReadsOnCondition,
                WritesOnCondition,
                Presigns {

    private final Map<String, S3Client> clients = new HashMap<>();

    /** What sends the requests. */
    abstract SdkHttpClient.Builder<?> http();

    private <T> T call(TestBucket bucket, Function<S3Client, T> call) {
        return call.apply(clients.computeIfAbsent(
                bucket.endpoint(),
                endpoint -> S3Client.builder()
                        .endpointOverride(URI.create(endpoint))
                        .region(JavaSdk.REGION)
                        .forcePathStyle(true)
                        .credentialsProvider(JavaSdk.CREDENTIALS)
                        .httpClientBuilder(http())
                        .build()));
    }

    @AfterAll
    void close() {
        clients.values().forEach(S3Client::close);
    }

    @Override
    public void upload(TestBucket bucket, Path file, String key) {
        upload(bucket, file, key, Map.of());
    }

    @Override
    public void upload(TestBucket bucket, Path file, String key, Map<String, String> metadata) {
        call(bucket, s3 -> s3.putObject(b -> b.bucket(bucket.name()).key(key).metadata(metadata), file));
    }

    @Override
    public void download(TestBucket bucket, String key, Path file) {
        call(bucket, s3 -> s3.getObject(b -> b.bucket(bucket.name()).key(key), file));
    }

    @Override
    public byte[] readRange(TestBucket bucket, String key, int first, int last) {
        return call(
                bucket,
                s3 -> s3.getObject(
                                b -> b.bucket(bucket.name()).key(key).range(JavaSdk.range(first, last)),
                                ResponseTransformer.toBytes())
                        .asByteArray());
    }

    @Override
    public List<String> list(TestBucket bucket, String prefix) {
        return call(
                bucket,
                s3 -> s3.listObjectsV2Paginator(b -> b.bucket(bucket.name()).prefix(prefix)).contents().stream()
                        .map(S3Object::key)
                        .toList());
    }

    @Override
    public void copy(TestBucket bucket, String source, String target) {
        call(
                bucket,
                s3 -> s3.copyObject(b -> b.sourceBucket(bucket.name())
                        .sourceKey(source)
                        .destinationBucket(bucket.name())
                        .destinationKey(target)));
    }

    @Override
    public void delete(TestBucket bucket, String key) {
        call(bucket, s3 -> s3.deleteObject(b -> b.bucket(bucket.name()).key(key)));
    }

    @Override
    public void deleteAll(TestBucket bucket, List<String> keys) {
        List<ObjectIdentifier> objects = keys.stream()
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        assertThat(call(
                                bucket,
                                s3 -> s3.deleteObjects(
                                        b -> b.bucket(bucket.name()).delete(delete -> delete.objects(objects))))
                        .errors())
                .isEmpty();
    }

    @Override
    public Map<String, String> metadata(TestBucket bucket, String key) {
        return call(
                bucket,
                s3 -> s3.headObject(b -> b.bucket(bucket.name()).key(key)).metadata());
    }

    @Override
    public void uploadWithTags(TestBucket bucket, Path file, String key, Map<String, String> tags) {
        call(bucket, s3 -> s3.putObject(JavaSdk.taggedPut(bucket, key, tags), file));
    }

    @Override
    public void setTags(TestBucket bucket, String key, Map<String, String> tags) {
        Tagging tagging = JavaSdk.tagging(tags);
        if (key.isEmpty()) {
            call(bucket, s3 -> s3.putBucketTagging(b -> b.bucket(bucket.name()).tagging(tagging)));
        } else {
            call(
                    bucket,
                    s3 -> s3.putObjectTagging(
                            b -> b.bucket(bucket.name()).key(key).tagging(tagging)));
        }
    }

    @Override
    public Map<String, String> tags(TestBucket bucket, String key) {
        return JavaSdk.map(
                key.isEmpty()
                        ? call(bucket, s3 -> s3.getBucketTagging(b -> b.bucket(bucket.name())))
                                .tagSet()
                        : call(
                                        bucket,
                                        s3 -> s3.getObjectTagging(
                                                b -> b.bucket(bucket.name()).key(key)))
                                .tagSet());
    }

    @Override
    public void deleteTags(TestBucket bucket, String key) {
        if (key.isEmpty()) {
            call(bucket, s3 -> s3.deleteBucketTagging(b -> b.bucket(bucket.name())));
        } else {
            call(
                    bucket,
                    s3 -> s3.deleteObjectTagging(b -> b.bucket(bucket.name()).key(key)));
        }
    }

    @Override
    public boolean uploadWithSha256(TestBucket bucket, Path file, String key, String sha256) {
        try {
            call(
                    bucket,
                    s3 -> s3.putObject(b -> b.bucket(bucket.name()).key(key).checksumSHA256(sha256), file));
            return true;
        } catch (S3Exception e) {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("BadDigest");
            return false;
        }
    }

    @Override
    public boolean readIfChanged(TestBucket bucket, String key, String etag) {
        try {
            call(
                    bucket,
                    s3 -> s3.getObject(
                            b -> b.bucket(bucket.name()).key(key).ifNoneMatch(etag), ResponseTransformer.toBytes()));
            return true;
        } catch (S3Exception e) {
            assertThat(e.statusCode()).isEqualTo(304);
            return false;
        }
    }

    @Override
    public boolean uploadOnCondition(TestBucket bucket, Path file, String key, @Nullable String etag) {
        try {
            call(bucket, s3 -> s3.putObject(JavaSdk.conditionalPut(bucket, key, etag), file));
            return true;
        } catch (S3Exception e) {
            assertThat(e.statusCode()).isEqualTo(412);
            return false;
        }
    }

    @Override
    public String presign(TestBucket bucket, String key) {
        return JavaSdk.presign(bucket, key);
    }
}
