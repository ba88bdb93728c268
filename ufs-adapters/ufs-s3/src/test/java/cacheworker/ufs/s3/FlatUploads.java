package cacheworker.ufs.s3;

import cacheworker.ufs.contract.UfsCalls;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.blobstore.SdkResponses;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Uploads in parts of a {@link FlatBlobStore}; their ids have characters that only S3 allows. */
final class FlatUploads {
    private record Upload(
            CreateMultipartUploadRequest request, Instant begun, ConcurrentNavigableMap<Integer, StoredObject> parts) {}

    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();

    String begin(CreateMultipartUploadRequest request) {
        String id = "up+load:" + number.incrementAndGet();
        uploads.put(id, new Upload(request, Instant.now(), new ConcurrentSkipListMap<>()));
        return id;
    }

    private Upload find(MultipartUpload upload) {
        Upload found = uploads.get(upload.id());
        if (found == null
                || !found.request().bucket().equals(upload.containerName())
                || !found.request().key().equals(upload.blobName())) {
            throw refused(404, "NoSuchUpload");
        }
        return found;
    }

    private static AwsServiceException refused(int status, String code) {
        return S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    String put(MultipartUpload upload, int part, byte[] bytes) {
        StoredObject stored = StoredObject.of(PutObjectRequest.builder().build(), bytes, Instant.now());
        find(upload).parts().put(part, stored);
        return stored.etag();
    }

    List<Part> parts(MultipartUpload upload) {
        return find(upload).parts().entrySet().stream()
                .map(entry -> SdkResponses.part(
                        entry.getKey(),
                        (long) entry.getValue().bytes().length,
                        ETags.quoted(entry.getValue().etag()),
                        entry.getValue().modified()))
                .toList();
    }

    void abort(MultipartUpload upload) {
        find(upload);
        uploads.remove(upload.id());
    }

    StoredObject complete(MultipartUpload upload, List<CompletedPart> parts) {
        Upload found = find(upload);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder etags = new StringBuilder();
        for (CompletedPart part : parts) {
            StoredObject stored = found.parts().get(part.partNumber());
            if (stored == null || !stored.etag().equals(ETags.bare(part.eTag()))) {
                throw refused(400, "InvalidPart");
            }
            bytes.writeBytes(stored.bytes());
            etags.append(stored.etag());
        }
        uploads.remove(upload.id());
        String etag = UfsCalls.md5(HexFormat.of().parseHex(etags)) + "-" + parts.size();
        return StoredObject.of(attributes(found.request()), bytes.toByteArray(), etag, Instant.now());
    }

    private static PutObjectRequest attributes(CreateMultipartUploadRequest request) {
        return PutObjectRequest.builder()
                .metadata(request.metadata())
                .contentType(request.contentType())
                .contentEncoding(request.contentEncoding())
                .contentLanguage(request.contentLanguage())
                .contentDisposition(request.contentDisposition())
                .cacheControl(request.cacheControl())
                .build();
    }

    List<software.amazon.awssdk.services.s3.model.MultipartUpload> list(String bucket) {
        return uploads.entrySet().stream()
                .filter(entry -> entry.getValue().request().bucket().equals(bucket))
                .map(entry -> SdkResponses.upload(
                        entry.getValue().request().key(),
                        entry.getKey(),
                        entry.getValue().begun()))
                .toList();
    }
}
