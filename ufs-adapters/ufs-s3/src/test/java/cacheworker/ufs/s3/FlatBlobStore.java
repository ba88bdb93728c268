package cacheworker.ufs.s3;

import cacheworker.core.base.Utf8Order;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
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
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Objects as S3 keeps them: keys without folders, in the order of their UTF-8 bytes. The stores that s3proxy brings are
 * file systems, on which a key cannot be below another, and sort by UTF-16.
 */
final class FlatBlobStore extends ForwardingBlobStore {
    private final Map<String, ConcurrentNavigableMap<String, StoredObject>> buckets = new ConcurrentHashMap<>();

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

    private StoredObject find(String bucket, String key, @Nullable String ifMatch) {
        StoredObject object = bucket(bucket).get(key);
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
        byte[] bytes;
        try {
            bytes = body.readAllBytes();
            if (request.contentLength() != null && request.contentLength() != bytes.length) {
                throw new EOFException("the body has " + bytes.length + " bytes");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        StoredObject object = StoredObject.of(request, bytes, Instant.now());
        bucket(request.bucket()).put(request.key(), object);
        return SdkResponses.putResponse(ETags.quoted(object.etag()));
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        StoredObject source = find(request.sourceBucket(), request.sourceKey(), request.copySourceIfMatch());
        StoredObject copy = request.metadataDirective() == MetadataDirective.REPLACE ? source.with(request) : source;
        bucket(request.destinationBucket()).put(request.destinationKey(), copy);
        return SdkResponses.copyResponse(ETags.quoted(copy.etag()), copy.modified());
    }

    @Override
    public boolean blobExists(String bucket, String key) {
        return bucket(bucket).containsKey(key);
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
        bucket(request.bucket()).remove(request.key());
        return DeleteObjectResponse.builder().build();
    }
}
