package cacheworker.ufs.s3;

import cacheworker.core.base.Utf8Order;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.SdkRequests;
import org.gaul.s3proxy.blobstore.SdkResponses;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Objects as S3 keeps them: keys without folders, in the order of their UTF-8 bytes. The stores that s3proxy brings are
 * file systems, on which a key cannot be below another, and sort by UTF-16.
 */
final class FlatBlobStore extends ForwardingBlobStore {
    /** Where the server keeps what it was told at the beginning of an upload, and which S3 does not have. */
    private static final String STUBS = ".s3proxy-mpu-stub-";

    /** What S3 wants of every part but the last. */
    private static final long SMALLEST_PART = 5 << 20;

    private final Map<String, ConcurrentNavigableMap<String, StoredObject>> buckets = new ConcurrentHashMap<>();
    private final Map<String, StoredObject> stubs = new ConcurrentHashMap<>();
    private final FlatUploads uploads = new FlatUploads();

    /** Buckets themselves are kept by a store of s3proxy. */
    FlatBlobStore() {
        super(BlobStores.create("transient-nio2", new Properties()));
    }

    private NavigableMap<String, StoredObject> bucket(String name) {
        if (!containerExists(name)) {
            throw S3Exceptions.noSuchBucket(name, "no such bucket");
        }
        return buckets.computeIfAbsent(name, unused -> new ConcurrentSkipListMap<>(Utf8Order.INSTANCE));
    }

    private Map<String, StoredObject> objects(String bucket, String key) {
        return key.startsWith(STUBS) ? stubs : bucket(bucket);
    }

    private StoredObject find(String bucket, String key, @Nullable String ifMatch) {
        StoredObject object = objects(bucket, key).get(key);
        if (object == null) {
            throw S3Exceptions.noSuchKey(bucket, key, "no such key");
        }
        if (ifMatch != null && !ETags.bare(ifMatch).equals(object.etag())) {
            throw S3Exceptions.fromStatusCode(412);
        }
        return object;
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        return new FlatListing(bucket(request.bucket()), request).page();
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
        StoredObject object = StoredObject.of(request, read(body, request.contentLength()), Instant.now());
        Map<String, StoredObject> objects = objects(request.bucket(), request.key());
        synchronized (objects) {
            decide(objects.get(request.key()), request.ifMatch(), request.ifNoneMatch());
            objects.put(request.key(), object);
        }
        return SdkResponses.putResponse(ETags.quoted(object.etag()));
    }

    /** As S3 does, in one step with the publication. */
    private static void decide(@Nullable StoredObject current, @Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifMatch != null && current == null) {
            throw S3Exceptions.fromStatusCode(404);
        }
        boolean differs = ifMatch != null
                && current != null
                && !ifMatch.equals("*")
                && !ETags.bare(ifMatch).equals(current.etag());
        if (differs || (ifNoneMatch != null && current != null)) {
            throw S3Exceptions.fromStatusCode(412);
        }
    }

    private static byte[] read(InputStream body, @Nullable Long length) {
        try {
            byte[] bytes = body.readAllBytes();
            if (length != null && length != bytes.length) {
                throw new EOFException("the body has " + bytes.length + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        StoredObject source = find(request.sourceBucket(), request.sourceKey(), request.copySourceIfMatch());
        StoredObject copy = request.metadataDirective() == MetadataDirective.REPLACE ? source.with(request) : source;
        bucket(request.destinationBucket()).put(request.destinationKey(), copy);
        return SdkResponses.copyResponse(ETags.quoted(copy.etag()), copy.modified());
    }

    @Override
    public ObjectCannedACL getBlobAccess(String bucket, String key) {
        find(bucket, key, null);
        return ObjectCannedACL.PRIVATE;
    }

    @Override
    public boolean blobExists(String bucket, String key) {
        return objects(bucket, key).containsKey(key);
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        return SdkResponses.toHead(
                find(request.bucket(), request.key(), request.ifMatch()).answer());
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        StoredObject object = find(request.bucket(), request.key(), request.ifMatch());
        if (request.range() == null) {
            return SdkResponses.getResponse(object.answer(), new ByteArrayInputStream(object.bytes()));
        }
        SdkRequests.ByteRange range = SdkRequests.parseRange(request.range());
        int length = object.bytes().length;
        if (range.first() == null || range.last() == null || range.first() >= length) {
            throw S3Exceptions.fromStatusCode(416);
        }
        int first = range.first().intValue();
        int last = (int) Math.min(range.last(), length - 1);
        GetObjectResponse part = object.answer().toBuilder()
                .contentLength(last - first + 1L)
                .contentRange("bytes " + first + "-" + last + "/" + length)
                .build();
        return SdkResponses.getResponse(part, new ByteArrayInputStream(object.bytes(), first, last - first + 1));
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        objects(request.bucket(), request.key()).remove(request.key());
        return DeleteObjectResponse.builder().build();
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
        bucket(request.bucket());
        return new MultipartUpload(uploads.begin(request), request);
    }

    @Override
    public UploadPartResponse uploadMultipartPart(MultipartUpload upload, UploadPartRequest request, InputStream body) {
        byte[] bytes = read(body, request.contentLength());
        return SdkResponses.uploadedPart(ETags.quoted(uploads.put(upload, request.partNumber(), bytes)));
    }

    @Override
    public List<Part> listMultipartUpload(MultipartUpload upload) {
        return uploads.parts(upload);
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        Map<String, StoredObject> objects = bucket(upload.containerName());
        StoredObject object;
        synchronized (objects) {
            decide(objects.get(upload.blobName()), request.ifMatch(), request.ifNoneMatch());
            object = uploads.complete(upload, request.multipartUpload().parts());
            objects.put(upload.blobName(), object);
        }
        return SdkResponses.completeResponse(ETags.quoted(object.etag()));
    }

    @Override
    public void abortMultipartUpload(MultipartUpload upload) {
        uploads.abort(upload);
    }

    @Override
    public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(String bucket) {
        return uploads.list(bucket);
    }

    @Override
    public long getMinimumMultipartPartSize() {
        return SMALLEST_PART;
    }
}
