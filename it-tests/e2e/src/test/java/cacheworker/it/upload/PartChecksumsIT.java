package cacheworker.it.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cacheworker.it.env.Clients;
import cacheworker.it.env.S3ProxyProcess;
import cacheworker.it.env.WorkerProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesParts;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Checksums of uploads in parts over two S3 services: one that keeps them all, which is another worker over a
 * directory, and one that takes the algorithm of an upload and keeps nothing of it, which is s3proxy.
 */
class PartChecksumsIT {
    private static final String KEEPING = "keeping";
    private static final String FORGETTING = "forgetting";

    private final byte[] first = bytes(5 << 20, 1);
    private final byte[] last = bytes(1000, 2);

    private WorkerProcess keeping;
    private S3ProxyProcess forgetting;
    private WorkerProcess worker;
    private S3Client s3;

    @BeforeEach
    void start(@TempDir Path home) throws IOException {
        keeping = new WorkerProcess(Files.createDirectories(home.resolve("keeping")));
        Path directory = home.resolve("directory");
        Files.createDirectories(directory.resolve("backing"));
        keeping.localUfs(directory).start();
        forgetting = new S3ProxyProcess(home);
        try (S3Client direct =
                Clients.sdk(forgetting.endpoint(), S3ProxyProcess.ACCESS_KEY, S3ProxyProcess.SECRET_KEY)) {
            direct.createBucket(b -> b.bucket("backing"));
        }
        worker = new WorkerProcess(Files.createDirectories(home.resolve("worker"))).localUfs(home.resolve("root"));
        worker.mountTable("/" + KEEPING + " s3://backing " + mount("alice", "any-secret", keeping.endpoint()) + "/"
                + FORGETTING + " s3://backing "
                + mount(S3ProxyProcess.ACCESS_KEY, S3ProxyProcess.SECRET_KEY, forgetting.endpoint()));
        worker.start();
        s3 = Clients.sdkOnce(worker);
    }

    private static String mount(String accessKey, String secretKey, String endpoint) {
        return "s3a.accessKeyId=" + accessKey + " s3a.secretKey=" + secretKey + " alluxio.underfs.s3.endpoint="
                + endpoint + " alluxio.underfs.s3.disable.dns.buckets=true\n";
    }

    private void restart() {
        s3.close();
        worker.kill();
        worker.start();
        s3 = Clients.sdkOnce(worker);
    }

    @AfterEach
    void stop() {
        s3.close();
        worker.close();
        forgetting.close();
        keeping.close();
    }

    private static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] value) {
        return Base64.getEncoder().encodeToString(value);
    }

    private static byte[] sha256(byte[]... pieces) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Arrays.stream(pieces).forEach(digest::update);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String crc32(byte[]... pieces) {
        CRC32 crc = new CRC32();
        Arrays.stream(pieces).forEach(crc::update);
        return base64(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private CreateMultipartUploadResponse begin(String bucket, ChecksumAlgorithm algorithm, ChecksumType type) {
        return s3.createMultipartUpload(
                b -> b.bucket(bucket).key("o").checksumAlgorithm(algorithm).checksumType(type));
    }

    private List<CompletedPart> send(String bucket, String id, ChecksumAlgorithm algorithm) {
        return List.of(part(bucket, id, algorithm, 1, first), part(bucket, id, algorithm, 2, last));
    }

    private CompletedPart part(String bucket, String id, ChecksumAlgorithm algorithm, int number, byte[] content) {
        UploadPartResponse part = s3.uploadPart(
                b -> b.bucket(bucket).key("o").uploadId(id).partNumber(number).checksumAlgorithm(algorithm),
                RequestBody.fromBytes(content));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(part.eTag())
                .checksumCRC32(part.checksumCRC32())
                .checksumSHA256(part.checksumSHA256())
                .build();
    }

    private CompleteMultipartUploadResponse complete(
            String bucket,
            String id,
            List<CompletedPart> parts,
            Consumer<CompleteMultipartUploadRequest.Builder> checksum) {
        return s3.completeMultipartUpload(b -> {
            b.bucket(bucket).key("o").uploadId(id).multipartUpload(upload -> upload.parts(parts));
            checksum.accept(b);
        });
    }

    private void assertRefused(
            String code,
            String bucket,
            String id,
            List<CompletedPart> parts,
            Consumer<CompleteMultipartUploadRequest.Builder> checksum) {
        assertThatThrownBy(() -> complete(bucket, id, parts, checksum))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
        assertThat(s3.listObjectsV2(b -> b.bucket(bucket)).contents()).isEmpty();
    }

    private void assertStored(String bucket) {
        byte[] read = s3.getObjectAsBytes(b -> b.bucket(bucket).key("o")).asByteArray();
        assertThat(read).startsWith(first).endsWith(last).hasSize(first.length + last.length);
    }

    private void compositeSha256IsCompared(String bucket, String id) {
        List<CompletedPart> parts = send(bucket, id, ChecksumAlgorithm.SHA256);
        assertThat(parts.get(1).checksumSHA256()).isEqualTo(base64(sha256(last)));
        CompletedPart wrong =
                parts.get(1).toBuilder().checksumSHA256(base64(sha256(first))).build();
        assertRefused("InvalidPart", bucket, id, List.of(parts.get(0), wrong), b -> {});
        CompletedPart other = parts.get(1).toBuilder()
                .checksumSHA256(null)
                .checksumCRC32(crc32(last))
                .build();
        assertRefused("InvalidRequest", bucket, id, List.of(parts.get(0), other), b -> {});
        assertRefused("BadDigest", bucket, id, parts, b -> b.checksumSHA256(base64(sha256(last)) + "-2"));
        assertRefused("InvalidRequest", bucket, id, parts, b -> b.checksumCRC32(crc32(first, last)));
        String right = base64(sha256(sha256(first), sha256(last))) + "-2";
        complete(bucket, id, parts, b -> b.checksumSHA256(right));
        assertStored(bucket);
    }

    private void fullObjectCrc32IsCompared(String bucket, String id) {
        List<CompletedPart> parts = send(bucket, id, ChecksumAlgorithm.CRC32);
        assertRefused(
                "BadDigest",
                bucket,
                id,
                parts,
                b -> b.checksumCRC32(crc32(first)).checksumType(ChecksumType.FULL_OBJECT));
        String right = crc32(first, last);
        complete(bucket, id, parts, b -> b.checksumCRC32(right).checksumType(ChecksumType.FULL_OBJECT));
        assertStored(bucket);
    }

    private HeadObjectResponse head(String bucket) {
        return s3.headObject(b -> b.bucket(bucket).key("o").checksumMode(ChecksumMode.ENABLED));
    }

    @Test
    void aServiceThatKeepsCompositeChecksumsIsToldThem() {
        CreateMultipartUploadResponse begun = begin(KEEPING, ChecksumAlgorithm.SHA256, null);
        assertThat(begun.checksumAlgorithm()).isEqualTo(ChecksumAlgorithm.SHA256);
        assertThat(begun.checksumType()).isEqualTo(ChecksumType.COMPOSITE);
        compositeSha256IsCompared(KEEPING, begun.uploadId());
        assertThat(head(KEEPING).checksumSHA256()).isEqualTo(base64(sha256(sha256(first), sha256(last))) + "-2");
        assertThat(head(KEEPING).checksumType()).isEqualTo(ChecksumType.COMPOSITE);
        GetObjectAttributesParts listed = s3.getObjectAttributes(
                        b -> b.bucket(KEEPING).key("o").objectAttributes(ObjectAttributes.OBJECT_PARTS))
                .objectParts();
        assertThat(listed.totalPartsCount()).isEqualTo(2);
        assertThat(listed.parts())
                .extracting(ObjectPart::checksumSHA256)
                .containsExactly(base64(sha256(first)), base64(sha256(last)));
    }

    @Test
    void aServiceThatKeepsFullObjectChecksumsIsToldThem() {
        CreateMultipartUploadResponse begun = begin(KEEPING, ChecksumAlgorithm.CRC32, ChecksumType.FULL_OBJECT);
        assertThat(begun.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
        fullObjectCrc32IsCompared(KEEPING, begun.uploadId());
        assertThat(head(KEEPING).checksumCRC32()).isEqualTo(crc32(first, last));
        assertThat(head(KEEPING).checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
    }

    @Test
    void overAServiceThatKeepsNoneTheWorkerComparesCompositeChecksums() {
        CreateMultipartUploadResponse begun = begin(FORGETTING, ChecksumAlgorithm.SHA256, null);
        compositeSha256IsCompared(FORGETTING, begun.uploadId());
    }

    @Test
    void overAServiceThatKeepsNoneTheWorkerComparesFullObjectChecksums() {
        CreateMultipartUploadResponse begun = begin(FORGETTING, ChecksumAlgorithm.CRC32, ChecksumType.FULL_OBJECT);
        fullObjectCrc32IsCompared(FORGETTING, begun.uploadId());
    }

    private void assertPart(int number, String range, byte[] content) {
        HeadObjectResponse head = s3.headObject(b -> b.bucket(KEEPING).key("o").partNumber(number));
        assertThat(head.partsCount()).isEqualTo(2);
        assertThat(head.contentRange()).isEqualTo(range);
        assertThat(head.contentLength()).isEqualTo(content.length);
        ResponseBytes<GetObjectResponse> get =
                s3.getObjectAsBytes(b -> b.bucket(KEEPING).key("o").partNumber(number));
        assertThat(get.response().partsCount()).isEqualTo(2);
        assertThat(get.response().contentRange()).isEqualTo(range);
        assertThat(get.asByteArray()).isEqualTo(content);
    }

    @Test
    void partsOfAnObjectAreReadByTheirNumbersThroughTheCache() {
        String id = begin(KEEPING, null, null).uploadId();
        complete(KEEPING, id, send(KEEPING, id, null), b -> {});
        assertPart(1, "bytes 0-5242879/5243880", first);
        assertPart(2, "bytes 5242880-5243879/5243880", last);
        assertThatThrownBy(() -> s3.getObject(b -> b.bucket(KEEPING).key("o").partNumber(3)))
                .isInstanceOfSatisfying(S3Exception.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(416);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidPartNumber");
                });
        double fetched = worker.metric("alluxio_ufs_data_access_bytes_total");
        assertPart(2, "bytes 5242880-5243879/5243880", last);
        assertThat(worker.metric("alluxio_ufs_data_access_bytes_total")).isEqualTo(fetched);
    }

    @Test
    void aWorkerThatWasStartedAgainTakesNoChecksumThatItCannotCompare() {
        String id = begin(FORGETTING, ChecksumAlgorithm.CRC32, ChecksumType.FULL_OBJECT)
                .uploadId();
        List<CompletedPart> parts = send(FORGETTING, id, ChecksumAlgorithm.CRC32);
        restart();
        assertRefused("NotImplemented", FORGETTING, id, parts, b -> b.checksumCRC32(crc32(first, last)));
        complete(FORGETTING, id, parts, b -> {});
        assertStored(FORGETTING);
    }

    @Test
    void aWorkerThatWasStartedAgainComparesWhatTheServiceKeeps() {
        String id = begin(KEEPING, ChecksumAlgorithm.SHA256, null).uploadId();
        restart();
        compositeSha256IsCompared(KEEPING, id);
    }
}
