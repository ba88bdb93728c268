package cacheworker.ufs.s3;

import cacheworker.core.config.UfsKeys;
import cacheworker.core.ufs.UfsAttributes;
import cacheworker.core.ufs.UfsException;
import cacheworker.core.ufs.UfsException.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** Tags of keys, and of the bucket, as the service itself keeps them. */
final class S3Tags {
    private static final Logger log = LoggerFactory.getLogger(S3Tags.class);
    private static final String COUNT = "x-amz-tagging-count";

    private final S3Clients clients;
    private final String bucket;
    private final S3Failures failures;
    private final boolean kept;

    /**
     * Tags in one bucket.
     *
     * @param kept whether the mount has tags; without, the service is asked for none
     */
    S3Tags(S3Clients clients, String bucket, S3Failures failures, boolean kept) {
        this.clients = clients;
        this.bucket = bucket;
        this.failures = failures;
        this.kept = kept;
    }

    /** Whether the mount has tags. */
    boolean areKept() {
        return kept;
    }

    /** Refuses tags where there are none. */
    void require(String key) throws UfsException {
        if (!kept) {
            throw failures.of(Kind.UNSUPPORTED, key, "can have no tags: " + UfsKeys.XATTR_CHANGE + " is not true");
        }
    }

    /**
     * The header of a write.
     *
     * @return null when there are no tags
     * @throws UfsException UNSUPPORTED when there are and may not be
     */
    @Nullable
    String header(String key, UfsAttributes attributes) throws UfsException {
        if (attributes.tags().isEmpty()) {
            return null;
        }
        require(key);
        StringJoiner header = new StringJoiner("&");
        new TreeMap<>(attributes.tags()).forEach((name, value) -> header.add(encode(name) + "=" + encode(value)));
        return header.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * The tags of an object, as far as the answer to a HEAD says that it has some. That they cannot be read does not
     * stand in the way of the object.
     */
    Map<String, String> counted(String key, SdkHttpResponse head) throws UfsException {
        boolean some = head.firstMatchingHeader(COUNT)
                .filter(count -> !count.equals("0"))
                .isPresent();
        if (!kept || !some) {
            return Map.of();
        }
        try {
            return ofKey(key);
        } catch (UfsException e) {
            if (e.kind() == Kind.DENIED || e.kind() == Kind.UNSUPPORTED) {
                log.debug("the tags of key '{}' are not seen", key, e);
                return Map.of();
            }
            throw e;
        }
    }

    /** Asks for the tags of an object. */
    Map<String, String> ofKey(String key) throws UfsException {
        try {
            return map(clients.requests()
                    .getObjectTagging(request -> request.bucket(bucket).key(key))
                    .tagSet());
        } catch (SdkException e) {
            throw failures.unchanged(key, e);
        }
    }

    /** Asks for the tags of the bucket. */
    Map<String, String> ofBucket() throws UfsException {
        try {
            return map(clients.requests()
                    .getBucketTagging(request -> request.bucket(bucket))
                    .tagSet());
        } catch (SdkException e) {
            if (e instanceof S3Exception answer && S3Failures.code(answer).equals("NoSuchTagSet")) {
                return Map.of();
            }
            throw failures.unchanged("", e);
        }
    }

    /** Replaces the tags of an object. */
    void setOfKey(String key, Map<String, String> tags) throws UfsException {
        try {
            if (tags.isEmpty()) {
                clients.requests()
                        .deleteObjectTagging(request -> request.bucket(bucket).key(key));
            } else {
                clients.requests()
                        .putObjectTagging(request ->
                                request.bucket(bucket).key(key).tagging(tagging -> tagging.tagSet(list(tags))));
            }
        } catch (SdkException e) {
            throw failures.perhapsChanged(key, e);
        }
    }

    /** Replaces the tags of the bucket. */
    void setOfBucket(Map<String, String> tags) throws UfsException {
        try {
            if (tags.isEmpty()) {
                clients.requests().deleteBucketTagging(request -> request.bucket(bucket));
            } else {
                clients.requests()
                        .putBucketTagging(
                                request -> request.bucket(bucket).tagging(tagging -> tagging.tagSet(list(tags))));
            }
        } catch (SdkException e) {
            throw failures.perhapsChanged("", e);
        }
    }

    private static Map<String, String> map(List<Tag> tags) {
        Map<String, String> map = new TreeMap<>();
        tags.forEach(tag -> map.put(tag.key(), tag.value()));
        return map;
    }

    private static List<Tag> list(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList();
    }
}
