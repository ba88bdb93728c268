package cacheworker.ufs.s3;

import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsChecksumKind;
import cacheworker.core.ufs.UfsCondition;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsMultipart;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.ufs.UfsPartOutput;
import cacheworker.core.ufs.UfsStatus;
import cacheworker.core.ufs.UfsUpload;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Uploads in parts, kept by the service. */
final class S3Multipart implements UfsMultipart {
    /** What the service makes of a part's body; it does not keep the type. */
    private static final String PART_TYPE = "application/octet-stream";

    private final S3Root root;
    private final S3Clients clients;
    private final S3Failures failures;
    private final S3Failures ofUploads;
    private final Uploads uploads;
    private final S3Tags tags;
    private final Published published;
    private final PartListing partListing;
    private final UploadListing uploadListing;
    /** Whoever writes parts, or completes an upload, asks for its kind just before. */
    private final RecentUploads recent = new RecentUploads();

    S3Multipart(
            S3Root root, S3Clients clients, S3Failures failures, Uploads uploads, Published published, S3Tags tags) {
        this.root = root;
        this.clients = clients;
        this.failures = failures;
        this.ofUploads = failures.ofUploads();
        this.uploads = uploads;
        this.tags = tags;
        this.published = published;
        this.partListing = new PartListing(clients, root, ofUploads);
        this.uploadListing = new UploadListing(clients, root, failures);
    }

    /** A request that is repeated may begin a second upload, which nobody knows of; it goes with the abandoned ones. */
    @Override
    public String begin(String path, UfsAttributes attributes, @Nullable UfsChecksumKind checksum) throws UfsException {
        String key = root.keyToWrite(path);
        if (path.endsWith("/")) {
            throw failures.of(Kind.BAD_NAME, key, "a folder has no parts");
        }
        CreateMultipartUploadRequest.Builder request = CreateMultipartUploadRequest.builder()
                .bucket(root.bucket())
                .key(key)
                .contentType(S3Attributes.contentType(path, attributes))
                .metadata(S3Attributes.metadata(attributes))
                .overrideConfiguration(S3Attributes.headers(attributes));
        request.tagging(tags.header(key, attributes));
        S3Attributes.contentEncoding(attributes).ifPresent(request::contentEncoding);
        CreateMultipartUploadResponse begun = begin(key, request, checksum);
        @Nullable String id = begun.uploadId();
        if (id == null || id.isEmpty()) {
            throw failures.of(Kind.UNAVAILABLE, key, "the service answers with success and without an upload id");
        }
        recent.putKind(id, S3Checksums.kind(begun.checksumAlgorithmAsString(), begun.checksumType()));
        return UploadIds.encode(id);
    }

    /** A service that refuses to be told of a checksum gets an upload without one. */
    private CreateMultipartUploadResponse begin(
            String key, CreateMultipartUploadRequest.Builder request, @Nullable UfsChecksumKind checksum)
            throws UfsException {
        CreateMultipartUploadRequest plain = request.build();
        if (checksum == null || !S3Checksums.canBeSent(checksum)) {
            return begin(key, plain);
        }
        request.checksumAlgorithm(checksum.algorithm())
                .checksumType(checksum.composite() ? ChecksumType.COMPOSITE : ChecksumType.FULL_OBJECT);
        try {
            return begin(key, request.build());
        } catch (UfsException e) {
            if (e.kind() != Kind.UNSUPPORTED) {
                throw e;
            }
            return begin(key, plain);
        }
    }

    private CreateMultipartUploadResponse begin(String key, CreateMultipartUploadRequest request) throws UfsException {
        try {
            return clients.requests().createMultipartUpload(request);
        } catch (SdkException e) {
            throw failures.unchanged(key, e);
        }
    }

    /** Asks the service once for each upload that another process has begun. */
    @Override
    public @Nullable UfsChecksumKind checksumKind(String path, String uploadId) throws UfsException {
        String key = root.keyToWrite(path);
        String id = serviceId(key, uploadId);
        RecentUploads.Kind known = recent.kind(id);
        if (known != null) {
            return known.checksum();
        }
        UfsChecksumKind kind = partListing.kind(key, id);
        recent.putKind(id, kind);
        return kind;
    }

    /** Sends nothing yet, so that an upload that is not there is found when bytes are. */
    @Override
    public UfsPartOutput part(String path, String uploadId, int number, long length) throws UfsException {
        if (number < 1 || number > MOST_PARTS || length < 0) {
            throw new IllegalArgumentException("part " + number + " of " + length + " bytes");
        }
        String key = root.keyToWrite(path);
        if (length > S3Ufs.MAX_PUT) {
            throw failures.of(
                    Kind.UNSUPPORTED, key, length + " bytes are more than the " + S3Ufs.MAX_PUT + " of one part");
        }
        String id = serviceId(key, uploadId);
        UfsChecksumKind kind = recent.checksum(id);
        UploadPartRequest put = UploadPartRequest.builder()
                .bucket(root.bucket())
                .key(key)
                .uploadId(id)
                .checksumAlgorithm(kind == null ? null : kind.algorithm())
                .partNumber(number)
                .contentLength(length)
                .build();
        BodyRequest<UploadPartResponse> request =
                new BodyRequest<>(key, length, PART_TYPE, (client, body) -> client.uploadPart(put, body));
        return new S3PartOutput(
                body -> published.part(key, number, length, body),
                uploads.begin(request, ofUploads),
                part -> recent.putPart(id, part));
    }

    @Override
    public List<UfsPart> parts(String path, String uploadId, int after, int most) throws UfsException {
        String key = root.keyToWrite(path);
        String id = serviceId(key, uploadId);
        List<UfsPart> parts = partListing.list(key, id, after, most);
        if (parts.isEmpty() && after == 0 && hasEnded(path, uploadId)) {
            throw failures.of(Kind.NO_SUCH_UPLOAD, key, "there is no upload '" + uploadId + "', or not any more");
        }
        return parts.stream().map(part -> recent.completed(id, part)).toList();
    }

    /** Some services, s3proxy among them, list no parts for an upload that they do not have, and no failure. */
    private boolean hasEnded(String path, String uploadId) throws UfsException {
        try {
            return uploadListing.ofPath(path).stream()
                    .noneMatch(upload -> upload.uploadId().equals(uploadId));
        } catch (UfsException e) {
            if (e.kind() == Kind.DENIED || e.kind() == Kind.UNSUPPORTED) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Looks at the parts before: services differ in whether they compare them, in what they find wrong first, and in
     * whether they say of an upload that is complete that it is gone. Never sent twice: when the first try has worked,
     * the answer to the second may be that there is no such upload.
     */
    @Override
    public UfsStatus complete(
            String path, String uploadId, List<UfsPart> parts, UfsContent content, UfsCondition condition)
            throws UfsException {
        String key = root.keyToWrite(path);
        String id = serviceId(key, uploadId);
        partListing.check(key, parts(path, uploadId, 0, MOST_PARTS), parts);
        UfsChecksumKind kind = recent.checksum(id);
        List<CompletedPart> completed =
                parts.stream().map(part -> S3Checksums.completed(part, kind)).toList();
        CompleteMultipartUploadRequest.Builder builder = CompleteMultipartUploadRequest.builder()
                .bucket(root.bucket())
                .key(key)
                .uploadId(id)
                .ifNoneMatch(ConditionHeaders.ifNoneMatch(condition))
                .ifMatch(ConditionHeaders.ifMatch(condition))
                .multipartUpload(upload -> upload.parts(completed));
        S3Checksums.require(builder, content.checksum(), kind);
        CompleteMultipartUploadRequest request = builder.build();
        CompleteMultipartUploadResponse answer;
        try {
            answer = uploads.once(key, client -> client.completeMultipartUpload(request));
        } catch (SdkException e) {
            throw ofUploads.under(condition).perhapsChanged(key, e);
        }
        recent.remove(id);
        long length = parts.stream().mapToLong(UfsPart::length).sum();
        return published.assembled(path, key, length, answer);
    }

    @Override
    public void abort(String path, String uploadId) throws UfsException {
        String key = root.keyToWrite(path);
        String id = serviceId(key, uploadId);
        try {
            clients.requests()
                    .abortMultipartUpload(
                            request -> request.bucket(root.bucket()).key(key).uploadId(id));
        } catch (SdkException e) {
            throw ofUploads.perhapsChanged(key, e);
        }
        recent.remove(id);
    }

    @Override
    public List<UfsUpload> uploads(String prefix, String afterPath, @Nullable String afterId, int most)
            throws UfsException {
        return uploadListing.list(prefix, afterPath, afterId, most);
    }

    private String serviceId(String key, String uploadId) throws UfsException {
        return UploadIds.decode(uploadId)
                .orElseThrow(
                        () -> failures.of(Kind.NO_SUCH_UPLOAD, key, "no upload has an id like '" + uploadId + "'"));
    }
}
