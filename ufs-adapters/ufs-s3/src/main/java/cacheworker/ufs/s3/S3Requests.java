package cacheworker.ufs.s3;

import cacheworker.core.base.ByteRange;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsContent;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import cacheworker.core.ufs.UfsPart;
import cacheworker.core.ufs.UfsPartPlace;
import cacheworker.core.ufs.UfsParts;
import cacheworker.core.ufs.UfsStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesParts;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectPart;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** The calls without a body, one method each, with failures of the SPI. */
final class S3Requests {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/\\d{1,18}");

    private final S3Clients clients;
    private final S3Root root;
    private final S3Failures failures;
    private final S3Tags tags;

    S3Requests(S3Clients clients, S3Root root, S3Failures failures, S3Tags tags) {
        this.clients = clients;
        this.root = root;
        this.failures = failures;
        this.tags = tags;
    }

    /** The state of the object that a key names, whatever the key ends with. */
    UfsStatus head(String path, String key) throws UfsException {
        return head(path, key, null);
    }

    /**
     * The state of an object.
     *
     * @param expected the ETag that it must have, without quotes; null for any
     */
    UfsStatus head(String path, String key, @Nullable String expected) throws UfsException {
        HeadObjectResponse head = answerToHead(key, expected);
        String etag = etag(key, head.eTag());
        checkVersion(key, etag, expected);
        UfsAttributes attributes = attributes(path, key, head);
        UfsContent content = new UfsContent(etag, S3Checksums.of(head), UfsParts.NONE);
        return new UfsStatus(path, length(head), seconds(head.lastModified()), etag, content, attributes);
    }

    /**
     * What the answer to a GET of some bytes says of the whole object: nothing of its checksum.
     *
     * @param length of the object
     */
    UfsStatus status(String path, String key, long length, GetObjectResponse got) throws UfsException {
        String etag = etag(key, got.eTag());
        UfsAttributes attributes = S3Attributes.read(path, got.sdkHttpResponse(), got.metadata())
                .withTags(tags.counted(key, got.sdkHttpResponse()));
        UfsContent content = new UfsContent(etag, null, UfsParts.NONE, false);
        return new UfsStatus(path, length, seconds(got.lastModified()), etag, content, attributes);
    }

    /** What is stored with the marker of a folder, whose version does not matter. */
    UfsAttributes attributes(String path, String key) throws UfsException {
        return attributes(path, key, answerToHead(key, null));
    }

    private UfsAttributes attributes(String path, String key, HeadObjectResponse head) throws UfsException {
        return S3Attributes.read(path, head.sdkHttpResponse(), head.metadata())
                .withTags(tags.counted(key, head.sdkHttpResponse()));
    }

    /**
     * What the service says of an object, with or without an ETag.
     *
     * @param expected the ETag that it must have where the service knows the condition; null for any
     */
    HeadObjectResponse answerToHead(String key, @Nullable String expected) throws UfsException {
        try {
            return clients.requests()
                    .headObject(request -> request.bucket(root.bucket())
                            .key(key)
                            .checksumMode(ChecksumMode.ENABLED)
                            .ifMatch(expected == null ? null : ETags.quoted(expected)));
        } catch (SdkException e) {
            throw failures.unchanged(key, e);
        }
    }

    /**
     * Where a part of a version lies.
     *
     * @return null when the service does not say
     */
    @Nullable
    UfsPartPlace part(String key, String expected, int number) throws UfsException {
        HeadObjectResponse head;
        try {
            head = clients.requests()
                    .headObject(request -> request.bucket(root.bucket())
                            .key(key)
                            .partNumber(number)
                            .ifMatch(ETags.quoted(expected)));
        } catch (SdkException e) {
            UfsException failure = failures.unchanged(key, e);
            if (isBeyond(e) && number > 1) {
                UfsPartPlace first = part(key, expected, 1);
                return first == null ? null : new UfsPartPlace(first.count(), null);
            }
            if (failure.kind() == UfsException.Kind.UNSUPPORTED || isBeyond(e)) {
                return null;
            }
            throw failure;
        }
        checkVersion(key, etag(key, head.eTag()), expected);
        Integer count = head.partsCount();
        Matcher range = CONTENT_RANGE.matcher(head.contentRange() == null ? "" : head.contentRange());
        if (count == null || count < 1 || !range.matches()) {
            return null;
        }
        long first = Long.parseLong(range.group(1));
        return new UfsPartPlace(count, new ByteRange(first, Long.parseLong(range.group(2)) - first + 1));
    }

    /**
     * The parts of a version, as far as a service lists them: AWS does so of those that were uploaded with checksums.
     *
     * @return none when the service does not list all of them, or lets nobody see them
     */
    UfsParts parts(String key, String expected) throws UfsException {
        List<UfsPart> parts = new ArrayList<>();
        @Nullable Integer marker = null;
        while (true) {
            GetObjectAttributesResponse answer;
            try {
                answer = listedParts(key, marker);
            } catch (SdkException e) {
                UfsException failure = failures.unchanged(key, e);
                if (failure.kind() == UfsException.Kind.UNSUPPORTED || failure.kind() == UfsException.Kind.DENIED) {
                    return UfsParts.NONE;
                }
                throw failure;
            }
            checkVersion(key, etag(key, answer.eTag()), expected);
            GetObjectAttributesParts page = answer.objectParts();
            if (page == null || page.parts().isEmpty() || page.totalPartsCount() == null) {
                return UfsParts.NONE;
            }
            for (ObjectPart part : page.parts()) {
                long length = part.size() == null ? 0 : part.size();
                parts.add(new UfsPart(parts.size() + 1, length, "", 0, S3Checksums.of(part)));
            }
            Integer next = page.nextPartNumberMarker();
            if (parts.size() >= page.totalPartsCount() || next == null || (marker != null && next <= marker)) {
                return parts.size() == page.totalPartsCount() ? UfsParts.of(parts) : UfsParts.NONE;
            }
            marker = next;
        }
    }

    private GetObjectAttributesResponse listedParts(String key, @Nullable Integer marker) throws UfsException {
        return clients.requests()
                .getObjectAttributes(request -> request.bucket(root.bucket())
                        .key(key)
                        .partNumberMarker(marker)
                        .objectAttributes(ObjectAttributes.E_TAG, ObjectAttributes.OBJECT_PARTS));
    }

    private static boolean isBeyond(SdkException e) {
        return e instanceof AwsServiceException refusal && refusal.statusCode() == 416;
    }

    static long length(HeadObjectResponse head) {
        return head.contentLength() == null ? 0 : head.contentLength();
    }

    /** Services that do not know the condition answer all the same. */
    void checkVersion(String key, String etag, @Nullable String expected) throws UfsException {
        if (expected != null && !etag.equals(expected)) {
            throw failures.of(Kind.CHANGED, key, "has ETag " + etag + ", not " + expected);
        }
    }

    /** The ETag of an answer, without quotes. */
    String etag(String key, @Nullable String header) throws UfsException {
        String etag = ETags.bare(header);
        if (etag.isEmpty()) {
            throw failures.of(
                    Kind.UNSUPPORTED, key, "the service gives no ETag, so that versions cannot be told apart");
        }
        return etag;
    }

    /** The ETag of what the service says that it has published, without quotes. */
    String publishedEtag(String key, @Nullable String header) throws UfsException {
        String etag = ETags.bare(header);
        if (etag.isEmpty()) {
            throw failures.unknown(key, "the service answers with success and without an ETag", null);
        }
        return etag;
    }

    /** The first keys that begin with a prefix, in the order of the service; none of what else a service gives. */
    List<S3Object> firstUnder(String keyPrefix, int count) throws UfsException {
        return list(ListObjectsV2Request.builder().prefix(keyPrefix).maxKeys(count)).contents().stream()
                .filter(object -> object.key().startsWith(keyPrefix))
                .toList();
    }

    /** One page of a listing. */
    ListObjectsV2Response list(ListObjectsV2Request.Builder request) throws UfsException {
        ListObjectsV2Request page =
                request.bucket(root.bucket()).encodingType(EncodingType.URL).build();
        ListObjectsV2Response answer;
        try {
            answer = clients.requests().listObjectsV2(page);
        } catch (SdkException e) {
            throw failures.unchanged(page.prefix(), e);
        }
        // The SDK reads any document, such as the page of a proxy that wants a login, as a listing of nothing.
        if (answer.isTruncated() == null && answer.name() == null) {
            throw failures.of(
                    Kind.UNAVAILABLE, page.prefix(), "the service answers with something else than a listing");
        }
        return answer;
    }

    /**
     * Copies a version; the source's length is known to the caller. The copy's tags are always said, since the source
     * may have some that are not seen.
     */
    UfsStatus copy(UfsStatus source, String to, UfsAttributes attributes) throws UfsException {
        String sourceKey = root.keyToRead(source.path());
        String key = root.keyToWrite(to);
        CopyObjectRequest.Builder request = CopyObjectRequest.builder()
                .sourceBucket(root.bucket())
                .sourceKey(sourceKey)
                .copySourceIfMatch(ETags.quoted(source.etag()))
                .destinationBucket(root.bucket())
                .destinationKey(key)
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(S3Attributes.metadata(attributes))
                .contentType(S3Attributes.contentType(to, attributes))
                .overrideConfiguration(S3Attributes.headers(attributes));
        S3Attributes.contentEncoding(attributes).ifPresent(request::contentEncoding);
        if (tags.areKept()) {
            request.taggingDirective(TaggingDirective.REPLACE).tagging(tags.header(key, attributes));
        }
        CopyObjectResponse copied;
        try {
            copied = clients.requests().copyObject(request.build());
        } catch (SdkException e) {
            throw failures.perhapsChanged(key, e);
        }
        @Nullable CopyObjectResult result = copied.copyObjectResult();
        String etag = publishedEtag(key, result == null ? null : result.eTag());
        long modified = result == null ? 0 : seconds(result.lastModified());
        return new UfsStatus(to, source.length(), modified, etag, etag, attributes);
    }

    /**
     * Makes the marker of a folder.
     *
     * @param tagging its tags, as a header has them; null for none
     */
    void putMarker(String key, @Nullable String tagging) throws UfsException {
        try {
            clients.requests()
                    .putObject(
                            request -> request.bucket(root.bucket())
                                    .key(key)
                                    .contentType(S3Attributes.defaultType(key))
                                    .tagging(tagging),
                            RequestBody.empty());
        } catch (SdkException e) {
            throw failures.perhapsChanged(key, e);
        }
    }

    /** Deletes what a key names; does nothing when there is nothing. */
    void delete(String key) throws UfsException {
        try {
            clients.requests()
                    .deleteObject(request -> request.bucket(root.bucket()).key(key));
        } catch (SdkException e) {
            throw failures.perhapsChanged(key, e);
        }
    }

    /** A date as every answer gives it. */
    static long seconds(@Nullable Instant instant) {
        return instant == null ? 0 : instant.getEpochSecond() * 1000;
    }
}
